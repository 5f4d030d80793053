"""What people and programs are shown: each form is made by a module of its own."""
