"""The worklist: what is wrong, why it matters, where it is written, and the lines that mend it."""

from atgraph.curate.worklist.tasks import WorklistTask, build_tasks, iter_lines
from atgraph.curate.worklist.text_files import Offer

__all__ = ["Offer", "WorklistTask", "build_tasks", "iter_lines"]
