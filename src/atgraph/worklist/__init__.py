"""The worklist: what is wrong, why it matters and to whom, where it is written, and the lines that mend it."""

from __future__ import annotations

from atgraph.worklist.files import Offer
from atgraph.worklist.tasks import Task, make_tasks
from atgraph.worklist.telling import tell_tasks

__all__ = ["Offer", "Task", "make_tasks", "tell_tasks"]
