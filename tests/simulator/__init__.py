"""A simulator of the official service (Gegevensmagazijn) for tests, demonstrations and measurements.

``python -m tests.simulator --port 8089`` starts it; in a test use the fixtures ``simulator`` and
``make_simulator``.
"""

from tests.simulator.faults import Fault
from tests.simulator.rows import Rows, RowsError
from tests.simulator.schema import SharedMissing
from tests.simulator.server import Simulator

__all__ = ["Fault", "Rows", "RowsError", "SharedMissing", "Simulator"]
