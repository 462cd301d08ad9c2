"""What can be done about trust in a file in which nothing is wrong: the editor shows it as source actions."""

from __future__ import annotations

from piptrust.engine.finding import Offer
from piptrust.engine.offers.certificates import set_cert_offers
from piptrust.engine.offers.trust_block import trust_hosts_offer
from piptrust.engine.offers.variables import variable_offers
from piptrust.engine.view import View


def source_offers(view: View) -> tuple[Offer, ...]:
    """Give pip authorities, in its configuration or by variables; last, trust the hosts unseen."""
    return (*set_cert_offers(view), *variable_offers(view), *trust_hosts_offer(view))
