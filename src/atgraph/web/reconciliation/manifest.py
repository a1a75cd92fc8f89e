"""What the service is and can do, as a client asks first."""

from __future__ import annotations

from typing import Any

from atgraph import __version__
from atgraph.rdf.namespaces import ATG, ATGD
from atgraph.web.reconciliation.extension import SETTINGS
from atgraph.web.reconciliation.request_models import BATCH
from atgraph.web.reconciliation.served_identities import Identities

WIDTH, HEIGHT = 400, 160  # pixels of a preview


def manifest(identities: Identities, address: str, pages: str) -> dict[str, Any]:
    """Return the manifest of the service at an address.

    Args:
        identities: what is served.
        address: that of the service, without a slash at its end.
        pages: the address of the explorer's pages, as above.
    """
    suggest = {
        what: {
            "service_url": address,
            "service_path": f"/suggest/{what}",
            "flyout_service_url": address,
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }
        for what in ("entity", "type", "property")
    }
    types = [{"id": iri.removeprefix(ATG), "name": name} for iri, name in identities.kinds.items()]
    return {
        "versions": ["0.2"],
        "name": "atgraph: who fights human trafficking",
        "identifierSpace": ATGD,
        "schemaSpace": ATG,
        "documentation": f"{pages}/about",
        "serviceVersion": __version__,
        "defaultTypes": types,
        "view": {"url": f"{pages}/page/{{{{id}}}}"},
        "feature_view": {"url": f"{address}/feature/{{{{id}}}}"},
        "preview": {
            "url": f"{address}/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": address, "service_path": "/properties"},
            "property_settings": SETTINGS,
        },
        "batchSize": BATCH,
    }
