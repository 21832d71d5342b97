"""What a CMTAT token is subject to, who may do what with it, and which papers belong to it."""

from asyncio import gather

from wallet.domain.abi import Function
from wallet.domain.ids import Address
from wallet.domain.plain_text import NAME_LIMIT, clean
from wallet.domain.security_token import Power, RuleInForce, SecurityToken, TokenDocument
from wallet.ports.chain import ChainReader
from wallet.standards.cmtat import codes
from wallet.standards.cmtat.reads import is_second, read_engine
from wallet.standards.cmtat.rules import rule_kinds
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.documents import DOCUMENT_LIMIT, URI_LIMIT, read_documents
from wallet.standards.shared.face1404 import read_named_codes
from wallet.standards.shared.powers import common_powers
from wallet.standards.shared.roles import ADMIN, role, role_holders

# Power -> roles that have it. The admin of a CMTAT has all of them.
_POWERS_V3 = {
    "pause": ("PAUSER_ROLE",),
    "freeze": ("ENFORCER_ROLE", "ERC20ENFORCER_ROLE"),
    "force_transfer": ("ERC20ENFORCER_ROLE",),
    "mint": ("MINTER_ROLE",),
    "burn": ("BURNER_ROLE", "BURNER_FROM_ROLE"),
    "change_rules": ("RULE_ENGINE_ROLE", "ALLOWLIST_ROLE"),
    "deactivate": (),
}
_POWERS_V2 = {
    "pause": ("PAUSER_ROLE",),
    "freeze": ("ENFORCER_ROLE",),
    "mint": ("MINTER_ROLE",),
    "burn": ("BURNER_ROLE",),
    "change_rules": (),
    "deactivate": (),
}


async def read_rules(reader: ChainReader, token: SecurityToken) -> tuple[RuleInForce, ...]:
    """The rules every transfer meets, those of the engine included."""
    engine, allowlist, frozen_tokens = await gather(
        read_engine(reader, token),
        ask(reader, token.address, codes.ALLOWLIST_ON),
        ask(reader, token.address, codes.FROZEN_TOKENS, token.address),
    )
    rules = [
        RuleInForce("token_paused"),
        RuleInForce("token_deactivated"),
        RuleInForce("sender_frozen"),
        RuleInForce("recipient_frozen"),
    ]
    if frozen_tokens.ok:
        rules.append(RuleInForce("partial_freeze"))
    if allowlist.flag:
        rules.append(RuleInForce("allowlisted"))
    if engine.address is not None and engine.rules is None:
        return (*rules, RuleInForce("issuer_rule", {"contract": engine.address}))
    found = await gather(*(_rules_of(reader, token, one) for one in engine.rules or ()))
    return (*rules, *(rule for part in found for rule in part))


async def _rules_of(
    reader: ChainReader, token: SecurityToken, rule: Address
) -> tuple[RuleInForce, ...]:
    names, limit = await gather(
        read_named_codes(reader, rule, codes.RULE_CONSTANTS),
        ask(reader, rule, codes.MAX_BALANCE),
    )
    where = {"contract": rule}
    most = None if limit.number is None else token.amount(limit.number)
    return tuple(
        RuleInForce(kind, {"limit": most, **where} if kind == "max_balance" else where)
        for kind in rule_kinds(names) or ("issuer_rule",)
    )


async def read_powers(reader: ChainReader, token: SecurityToken) -> tuple[Power, ...]:
    """Powers with their holders, from the history of the roles."""
    holders, common = await gather(
        role_holders(reader, token.address), common_powers(reader, token.address)
    )
    known = holders or {}
    admins = known.get(ADMIN, ())
    powers = []
    for power, names in (_POWERS_V2 if is_second(token) else _POWERS_V3).items():
        members = [who for name in names for who in known.get(role(name), ())]
        powers.append(Power(power, tuple(dict.fromkeys((*members, *admins)))))
    return (*powers, *(power for power in common if power.id == "upgrade"))


async def read_papers(reader: ChainReader, token: SecurityToken) -> tuple[TokenDocument, ...]:
    """Terms, documents and metadata, in whichever form the generation keeps them."""
    address = token.address
    terms, terms_text, meta, by_name = await gather(
        ask(reader, address, codes.TERMS),
        ask(reader, address, codes.TERMS_TEXT),
        ask(reader, address, codes.META_DATA),
        ask(reader, address, codes.ALL_DOCUMENTS),
    )
    papers = [*_terms(terms, terms_text)]
    if meta.text:
        papers.append(TokenDocument("metadata", clean(meta.text, URI_LIMIT), None, None))
    names = [str(one) for one in by_name.items or ()][:DOCUMENT_LIMIT]
    if names:
        documents = await _named_documents(reader, address, codes.DOCUMENT, names)
    else:
        documents = await read_documents(reader, address)
    return (*papers, *documents)


async def _named_documents(
    reader: ChainReader, token: Address, function: Function, names: list[str]
) -> tuple[TokenDocument, ...]:
    answers = await gather(*(ask(reader, token, function, name) for name in names))
    return tuple(
        _document(clean(name, NAME_LIMIT), answer.items)
        for name, answer in zip(names, answers, strict=True)
    )


def _document(name: str, fields: tuple[object, ...] | None) -> TokenDocument:
    if fields is None:
        return TokenDocument(name, "", None, None)
    uri, digest, updated = fields
    shown = "0x" + digest.hex() if isinstance(digest, bytes) and any(digest) else None
    return TokenDocument(
        name, clean(str(uri), URI_LIMIT), shown, updated if isinstance(updated, int) else None
    )


def _terms(terms: Answer, text: Answer) -> tuple[TokenDocument, ...]:
    if terms.items is not None:
        name, document = terms.items
        if isinstance(document, tuple) and (document[0] or any(document[1])):
            return (_document(clean(str(name), NAME_LIMIT) or "terms", document),)
        return ()
    if text.text:
        return (TokenDocument("terms", clean(text.text, URI_LIMIT), None, None),)
    return ()
