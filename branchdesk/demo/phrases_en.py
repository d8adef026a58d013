"""What an English-speaking branch writes down."""

from __future__ import annotations

from branchdesk.demo.cases_en import CASES
from branchdesk.demo.pool import Finding, Phrases
from branchdesk.domain.interactions import Purpose
from branchdesk.domain.visits import Cause

_FINDINGS = (
    Finding(
        "German cockroaches in the {area}: {n} on glue traps, mainly in gaps below equipment.",
        "Gel bait {amount} g placed in the gaps, 6 cockroach traps renewed.",
        "Please clean grease and water below the equipment every night; customer, within two weeks.",
    ),
    Finding(
        "Bait station {n} in the {area}: less than 50 % eaten, no fresh droppings around it.",
        "Bait {amount} g added, all stations checked and recorded.",
        "The gap below the back door is 15 mm: fit a rodent strip; customer's maintenance.",
    ),
    Finding(
        "Fly lamp in the {area}: {n} flies caught, mainly house flies.",
        "2 glue boards renewed, residual spray {amount} ml around the bins.",
        "Empty the bins daily and keep them covered, so that flies cannot breed.",
    ),
    Finding(
        "{n} traps checked, nothing caught; the {area} is clean.",
        "4 worn monitors renewed, gel bait {amount} g as prevention.",
    ),
    Finding(
        "Drain flies breed in the drain of the {area}; {n} adults seen.",
        "Film removed from the drain, foam {amount} ml applied.",
        "Rinse the drains with hot water once a week; customer's cleaners.",
    ),
    Finding(
        "A rodent run along the wall of the {area}, {n} old droppings.",
        "6 glue boards and 2 traps placed, holes of {amount} cm² closed.",
        "Store goods 20 cm from the wall and 15 cm above the floor.",
    ),
    Finding(
        "Mosquito larvae in standing water near the {area}, about {n} in each cup.",
        "3 puddles drained, slow-release larvicide {amount} g applied.",
        "Keep flower-pot saucers dry.",
    ),
)

PHRASES = Phrases(
    services=(
        "Cockroach, rodent and fly control",
        "Rodent control",
        "Cockroach and fly control",
        "Mosquito and fly control",
        "Stored-product pest monitoring and control",
    ),
    scope="Kitchens, stores, public areas and 5 m outside; placing, checking and renewing of monitors",
    promises=(
        "Answer within 2 hours of a call",
        "On site within 24 hours in urgent cases",
        "A report after every service",
        "A meeting on site every quarter",
    ),
    exclusions=("Termites", "Fire ants", "Building work", "Overtime while closed"),
    billing="Invoiced monthly",
    billing_on_service="Paid on the spot",
    access=(
        "At night by the back door; the guard hands out the key",
        "Goods lift to the basement; the duty manager opens",
        "Announce visitors a day before, bring the badge",
        "Access card at reception, return it when leaving",
        "Only after closing at 22:00; ask the manager for the code",
    ),
    sensitive=(
        "No spraying in the sample room on the second floor",
        "Gel bait only in the baby food room",
        "No aerosols near the fish tank",
        "No rodent bait inside the packing room",
        "No spraying outside the operating theatres",
        "",
        "",
    ),
    prep_items=(
        "Dishes into cupboards, food covered, worktops cleared",
        "Goods 20 cm from the wall, floor below equipment swept",
        "Open lockers and ceiling hatches",
        "Empty the waste room, shut the gas valve",
        "",
    ),
    logbooks=("Chef's office", "Reception drawer", "Duty room shelf", "Quality department"),
    expects=(
        "Work at night, nothing to be seen in the morning",
        "Wants to see the safety sheets",
        "Wants every result explained",
        "Head office audits each quarter",
        "",
    ),
    preferences=(
        "New invoice title since 2026; please do not call on Tuesday afternoons.",
        "Likes a message before a call.",
        "Wants fly lamps checked more often from June to September.",
        "Was very pleased with the festival card.",
        "",
        "",
    ),
    call_hours=("09:30-11:30", "15:00-17:00", "14:00-16:00", "", ""),
    findings=_FINDINGS,
    prep_missing=(
        "dishes not put away",
        "store not opened",
        "floor below equipment not swept",
        "waste not removed",
        "lockers not opened",
    ),
    difficulties=(
        "Cold room door damaged, rodents may enter; customer must repair it",
        "Ceiling void out of reach; area manager to arrange it with the customer",
    ),
    moved=(
        (Cause.CUSTOMER, "Banquet that night, customer asked for another day"),
        (Cause.CUSTOMER, "Stocktaking at the customer's"),
        (Cause.US, "Technician helped out at another site"),
        (Cause.FORCE_MAJEURE, "Storm warning, nobody goes out"),
    ),
    cancelled=(
        (Cause.CUSTOMER, "Closed for renovation, cancelled this time"),
        (Cause.CUSTOMER, "Audit at the customer's, not convenient this month"),
        (Cause.FORCE_MAJEURE, "Road closed, out of reach"),
    ),
    missed=(
        (Cause.CUSTOMER, "Nobody opened; waited 30 minutes"),
        (Cause.US, "Van broke down; we have apologised"),
    ),
    no_hand_over="Nobody in charge was there; report left in the logbook",
    spoken={
        Purpose.APPOINTMENT: (
            "Time confirmed, reminded of the preparation, nothing special.",
            "Time confirmed; banquet that evening, come after ten.",
            "Reminded to clear the worktops; somebody will be there.",
            "Time confirmed; please also look at the dish-washing room.",
        ),
        Purpose.SAME_DAY: ("Site is ready, somebody on duty.", "Arrival confirmed, key is with the guard."),
        Purpose.FOLLOW_UP: (
            "Better, none seen since.",
            "Pleased with the service.",
            "Saw one or two; look again next week.",
        ),
        Purpose.PREPARATION_TALK: (
            "Explained what missing preparation costs; they will see to it.",
            "Agreed with the manager that the early shift clears the worktops.",
        ),
        Purpose.COLLECTION: (
            "Told that the invoice is due; they look where it is.",
            "Waits for a signature, will be paid this week.",
            "Asked for a statement of account; sent by e-mail.",
        ),
        Purpose.SIGNATURE: (
            "Asked to look for the letter and to sign for it.",
            "It lies in the post room; goes to accounts today.",
        ),
        Purpose.COMPLAINT: ("Apologised and explained what we do; accepted.", "Told how it stands."),
        Purpose.INTRODUCTION: ("First visit: explained the service and how to reach us.",),
        Purpose.COURTESY: (
            "Monthly call: all well, nothing needed.",
            "Asked about the price of a termite inspection.",
            "Told about next month's services; thanked us.",
        ),
        Purpose.OTHER: ("Asked how to change the invoice title.", "Asked the price of a new fly lamp."),
    },
    promised="Promised to pay {amount} by {day}.",
    letter="Reminder letter sent, courier number {number}.",
    agendas={
        Purpose.COURTESY: "Service, next month, suggestions",
        Purpose.COLLECTION: "Invoices due, day of payment",
    },
    unreachable=("No answer.", "Line busy, try later.", "Phone switched off."),
    next_steps=(
        "Send the offer for a termite inspection",
        "Send the statement again and confirm receipt",
        "Arrange a meeting with the manager",
        "Ask whether the last problem is solved",
        "Bring a sample fly lamp",
    ),
    cases=CASES,
    praises=(
        "Mr Barlow worked with care and put everything back; the customer called to praise him.",
        "Punctual and quiet at night, says the duty manager.",
    ),
    suggestions=("Add a trend chart of pests to the report.", "Send one more message the day before."),
    thanks="Thanked the customer and told what came of it.",
    recap="Repeated the facts to the customer, who confirmed them.",
    unfounded=(
        "Looked into on site: brought in with potted plants, not part of the service.",
        "Building dust was taken for residue.",
    ),
    pauses=("Waiting for the customer's photographs", "Customer asked not to be called before Monday"),
    told_how=(
        "Told the manager by phone",
        "Explanation sent to the manager",
        "Told in person, form handed over",
    ),
    reopened="Called again: cockroaches at the same place, wants more to be done.",
    disputes=(
        "Says that one service in September did not happen",
        "Price of the invoice differs from the contract",
    ),
    credit="One service less, credited as agreed",
    reversal="Wrong invoice title, reversed",
    reissued="Issued again, invoice {number} was reversed",
    account="Overpaid; the rest stays on account",
    advance="Paid in advance, invoice to follow",
    returned="Wrong account number, returned by the bank",
    group_payment="Group payment for {month}",
    new_contract="New contract; read it before the first service",
    left="Has left",
    lost="Closed the house, contract not renewed",
    paused="Closed for renovation, opens again in spring",
    closed_day="Stocktaking at the branch",
    call_us=("in the morning", "in the afternoon"),
    trainings=("keeping rats out", "what to look for in a food store", "seeing an infestation early"),
    wish="Service after ten in the evening from now on",
    proof="letter of authority, copy filed",
    renewal="Talked about renewing: they would like another year, we send a new offer next week.",
)
