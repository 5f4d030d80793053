"""60 documents as 20 people lay them out in Word, LibreOffice and a web editor, each saved in four forms.

Written without a look at the readers: what goes in is what is to come out.
"""
