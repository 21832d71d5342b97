"""Words of the window for votes: the list, a proposal, a vote, a delegation."""

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "window.page.votes": "Votes",
    "window.page.proposal": "Proposal",
    "window.rail_count": "{page}, {count} waiting for you",
    "window.votes.reading": "Reading the proposals…",
    "window.votes.answer_none": "No proposal needs your vote",
    "window.votes.answer_one": "1 proposal needs your vote",
    "window.votes.answer_many": "{count} proposals need your vote",
    "window.votes.answer_unknown": "Part of the proposals cannot be read at the moment",
    "window.votes.cannot_read": "The proposals cannot be read at the moment",
    "window.votes.no_network": "No network is connected yet",
    "window.votes.no_assembly": "No assembly yet",
    "window.votes.silent_title": "The network does not answer",
    "window.votes.silent_text": (
        "Votes are kept by the network, not by this program. Check your connection, or choose "
        "another node in the settings."
    ),
    "window.votes.empty_title": "Votes of your companies will be here",
    "window.votes.empty_text": (
        "Shareholders decide in an assembly, a contract of the company. Scrip can look for those "
        "of the tokens on your list, or you enter the address the company publishes."
    ),
    "window.votes.search": "Search for my tokens",
    "window.votes.searching": "Searching…",
    "window.votes.add": "Add an assembly",
    "window.votes.add_text": (
        "Enter the address of the assembly's contract, as the company publishes it. Scrip finds "
        "out which shares vote there."
    ),
    "window.votes.add_field": "Address of the assembly",
    "window.votes.found_one": "1 assembly was found for your tokens",
    "window.votes.found_many": "{count} assemblies were found for your tokens",
    "window.votes.found_none": (
        "No other assembly was found for your tokens; {asked:count} contracts were asked. "
        "You can enter its address instead."
    ),
    "window.votes.found_partly": (
        "The network did not tell its recent events, so an assembly may have been missed."
    ),
    "window.votes.follow": "Follow",
    "window.votes.follow_named": "Follow {name}",
    "window.votes.waiting": "Needs your vote",
    "window.votes.open": "Open, and about to open",
    "window.votes.past": "Decided",
    "window.votes.none_open": "Nothing else is put to the vote at the moment.",
    "window.votes.none_at_all": "Nothing was proposed in your assemblies yet.",
    "window.votes.incomplete": (
        "Not all events of the network could be read yet; there may be more proposals."
    ),
    "window.votes.left_out": "{count:count} older proposals are not shown.",
    "window.votes.open_one": "Read and vote",
    "window.votes.open_named": "Read and vote: {title}",
    # Times
    "window.votes.opens": "Opens {start}, until {end}",
    "window.votes.open_until": "Open until {end}",
    "window.votes.open_about": "Open until about {end}",
    "window.votes.closed": "Closed {end}",
    "window.votes.and_left": "{text} · {left}",
    "window.votes.minutes_left": "{count} min left",
    "window.votes.hours_left": "{count} h left",
    "window.votes.days_left": "{count} days left",
    # Result
    "window.votes.result": "Votes so far",
    "window.votes.result_final": "Result",
    "window.votes.result_unknown": "The votes cannot be read at the moment.",
    "window.votes.part.for": "For",
    "window.votes.part.against": "Against",
    "window.votes.part.abstain": "Abstain",
    "window.votes.share": "{percent} %",
    "window.votes.quorum": "{needed} must take part",
    "window.votes.quorum_reached": "Quorum of {needed} reached",
    "window.votes.quorum_missing": "Quorum of {needed} not reached",
    "window.votes.not_yet": "{quorum} yet",
    "window.votes.nobody_yet": "Nobody has voted yet.",
    "window.votes.nobody": "Nobody voted.",
    "window.votes.quorum_later": "The quorum is counted when the vote opens.",
    "window.votes.quorum_unknown": "The quorum cannot be read.",
    # One's own power and vote
    "window.votes.mine.waits": "{who} has not voted yet · {power}",
    "window.votes.mine.elsewhere": "{who} has not voted yet · {power} · you only watch this account",
    "window.votes.mine.later": "{who} can vote with {power}",
    "window.votes.mine.unused": "{who} did not vote",
    "window.votes.mine.voted": "{who} {voted} · {power}",
    "window.votes.mine.none": "{who} has no vote on this",
    "window.votes.mine.none_yet": "{who} has no vote so far",
    "window.votes.mine.unknown": "Whether {who} can vote could not be read",
    # Who votes with one's units
    "window.votes.power": "Who votes with your units",
    "window.votes.power_text": "Units count only while somebody votes with them: you, or whom you "
    "trust. What holds when a vote opens counts for that vote.",
    "window.votes.holder": "{token} · {account}",
    "window.votes.by_self": "You vote with your {balance}.",
    "window.votes.by_self_more": "You vote with your {balance}, and for others: {now} in all.",
    "window.votes.by_other": "{delegate} votes with your {balance}.",
    "window.votes.by_nobody": "Nobody votes with your {balance}.",
    "window.votes.without": "{account} holds no {symbol}.",
    "window.votes.change": "Change",
    "window.votes.change_named": "Change who votes with {token} of {account}",
    "window.votes.delegate_first": (
        "Your {balance} in “{account}” vote for nobody. Let them vote for you before the next "
        "vote opens; it does not change votes that are open already."
    ),
    "window.votes.delegate_self": "Vote myself",
    # Assemblies
    "window.votes.assemblies": "Your assemblies",
    "window.votes.assembly_votes": "{symbol} votes here",
    "window.votes.remove_named": "Stop following {name}",
    "window.votes.remove_title": "Stop following {name}?",
    "window.votes.remove_text": (
        "Its proposals are no longer shown here. Your units and your votes are not touched."
    ),
    "window.votes.remove": "Stop following",
    # A proposal
    "window.proposal.back": "All votes",
    "window.proposal.reading": "Reading the proposal…",
    "window.proposal.missing": "This proposal is not known any more",
    "window.proposal.by": "{assembly} · proposed by {who}",
    "window.proposal.description": "What is proposed",
    "window.proposal.description_note": (
        "Written by whoever proposed it; Scrip shows it as plain text and has not verified it."
    ),
    "window.proposal.no_description": "No description was given.",
    "window.proposal.calls": "What happens if it is carried",
    "window.proposal.no_calls": "Nothing is done on the network; it is a statement only.",
    "window.proposal.unreadable": (
        "Scrip cannot read part of this. Ask the company what it does before you vote for it."
    ),
    "window.proposal.number": "Number of the proposal",
    "window.proposal.copy_number": "Copy the number of the proposal",
    "window.proposal.details": "Exact calls and number",
    "window.proposal.yours": "Your vote",
    "window.proposal.account": "Vote from",
    "window.proposal.power": "Your power",
    "window.proposal.power_final": "Counted as it was when the vote opened",
    "window.proposal.power_later": "Counted when the vote opens; this is what it is now",
    "window.proposal.reason": "Reason (everybody can read it)",
    "window.proposal.reason_placeholder": "Optional",
    "window.proposal.review": "Review vote",
    "window.proposal.choose": "Choose how you vote.",
    "window.proposal.voted": "{who} {voted}, with {power}. A vote cannot be changed.",
    "window.proposal.not_open": "You can vote once the vote opens.",
    "window.proposal.not_open_powerless": (
        "The vote is not open yet, and so far no units vote for {who}."
    ),
    "window.proposal.delegate": "Change who votes with your units",
    "window.proposal.over": "The vote is over.",
    "window.proposal.unread": "Whether you can vote could not be read. Ask again in a moment.",
    "window.proposal.no_power": (
        "{who} has no vote on this: no units voted for this account when the vote opened."
    ),
    "window.proposal.no_account": "Add an account with a key to vote.",
    "window.proposal.elsewhere": (
        "You only watch {who}. Whoever has its key can vote, on the computer where the key is."
    ),
    # The answer before the review
    "window.act.checking": "Asking whether it will pass…",
    "window.act.refused": "Refused: see why above.",
    "window.act.unknown": "Nothing is signed while the answer is unknown.",
    "window.act.preparing": "Preparing the transaction…",
    "window.act.trouble": "No answer: see why above.",
    # Delegation
    "window.delegate.title": "Who votes with {token}?",
    "window.delegate.text": (
        "{balance} in “{account}” vote together. You keep the units and can change this at any "
        "time; it counts for votes that open afterwards."
    ),
    "window.delegate.self": "I vote myself",
    "window.delegate.other": "Somebody I trust",
    "window.delegate.whom": "Whom",
    "window.delegate.placeholder": "A contact, or an address 0x…",
    "window.delegate.choose": "Say who votes.",
    "window.delegate.review": "Review",
    # The tour
    "window.tour_voted": "Voted for “{title}” with {power}.",
    # Review
    "window.review.title_vote": "Review vote",
    "window.review.title_delegation": "Review delegation",
    "window.review.assembly": "Assembly",
    "window.review.proposal": "Proposal",
    "window.review.choice_for": "For",
    "window.review.choice_against": "Against",
    "window.review.choice_abstain": "Abstain",
    "window.review.reason": "Reason",
    "window.review.voter": "Voter",
    "window.review.delegate": "Votes go to",
    "window.review.units_of": "Of the units",
    "window.review.unlisted": "Not in your list of proposals",
    "window.review.reverted_vote": (
        "The network undid the vote: it does not count, only the fee was paid."
    ),
    "window.review.reverted_delegation": (
        "The network undid the delegation: nothing has changed, only the fee was paid."
    ),
}
