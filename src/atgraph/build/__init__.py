"""What people write becomes a graph: mapped, derived, described, validated and published."""
