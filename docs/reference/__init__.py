"""The reference: a static site that shows the ontology with what it means in practice."""
