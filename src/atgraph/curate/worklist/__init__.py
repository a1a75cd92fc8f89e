"""The worklist: what is wrong, why it matters and to whom, where it is written, and the lines that mend it."""

from __future__ import annotations

from atgraph.curate.worklist.files import Offer
from atgraph.curate.worklist.tasks import Task, make_tasks
from atgraph.curate.worklist.telling import tell_tasks

__all__ = ["Offer", "Task", "make_tasks", "tell_tasks"]
