"""Contact centre: a hundred and eighteen people, a bonus for speed, and since September a bot.

In April the home team's handle time got its brakes; in August the business team lost its only
one. What the works council decided in March about calls per hour is still open.
"""

from __future__ import annotations

from tests.histories.steps import Commit, Deleted, Edit, Entered, Filed, Moved, Reviewed

CALLERS = "kpis-what-callers-get.yaml"
DIGITAL = "kpis-digital.yaml"
PEOPLE = "kpis-people-and-cost.yaml"
VOICE = "kpis-voice.yaml"

MAILS_PER_HOUR = """\
  - id: mails-per-hour
    name: E-mails per hour
    purpose: We look at this because it was the only number about e-mail that we had.
    supports: right-channel
    role: goal
    family: speed
    subkind: throughput
    owner: head-of-digital-service
    direction: higher
    unit: e-mails per hour
    formula: e-mails answered / hours logged in
    scope: {team: digital}
    level: team
    target: {value: 7, by: 2026-12-31, baseline: 6, source: the year before}
    frequency: weekly
    source: {kind: system, where: mail tool}
    collector: workforce-planning
    uses: [improvement]
    audience: [digital]
    acts_on: {who: head of digital service, how: moves agents between chat and mail}
    gaming_risks:
      - short mails that ask back -> nobody watches this yet
    consulted: [{who: two agents of the digital team, on: 2025-05-21}]
    exceptions: {who: any agent, cases: several questions, bounds: no limit, count: not counted}
    active_from: 2023-01-01
    status: retired
    retire_on: 2026-07-15
    replaced_by: chat-solved-first-time
    reviews:
      - date: 2026-04-15
        period: 2026-Q1
        decision: retire
        by: [head-of-digital-service, two-agents, head-of-quality]
        note: It pays for asking back. Mail and chat are to be looked at by what was solved.
"""

HOLD_TIME = """\
  - id: hold-time
    name: Hold time
    purpose: It explains handle time - who has to ask somebody else has not been told.
    role: diagnostic
    explains: [average-handle-time-home, average-handle-time-business]
    family: speed
    owner: head-of-planning
    direction: lower
    unit: seconds
    formula: sum of the seconds on hold / calls that were put on hold
    version: 2
    percentile: [median, p90]
    scope: {team: customer-service, channel: voice}
    frequency: daily
    source: {kind: system, where: telephony}
    collector: workforce-planning
    uses: [improvement]
    review: {cadence: half-yearly}
    active_from: 2022-01-01
    reviews:
      - date: 2026-07-15
        decision: keep
        by: [head-of-planning, two-agents]
        note: 48 seconds, per call that was on hold and no longer per call.
"""

WAIVER_CHURN = """\
  - rule: overdue-review
    kpi: customer-churn
    reason: The contract register is moved to a new system until June and cannot be read before.
    approved_by: chief-operating-officer
    since: 2026-02-01
    until: 2026-07-31
"""

WAIVER_RANKING = """\
  # Agreed with the works council; the scheme itself changes in spring.
  - rule: individual-ranking
    kpi: after-call-work
    reason: The board stays up until the new scheme is signed, with first names switched off since May.
    approved_by: chief-operating-officer
    since: 2026-10-01
    until: 2026-12-31
"""  # noqa: E501

HANDLE_TIME_BRAKES = """\
    balanced_by:
      - {kpi: first-contact-resolution, because: a call that is cut short comes back}
      - {kpi: complaints-per-1000, lag: P2M}
    priority_rule: resolution wins over handle time; the agent decides
"""

DIGITAL_BONUS = """
  # The draft for 2027 pays for what callers get; digital tries it first.
  - id: digital-team-bonus
    name: Digital team bonus
    kind: pay
    audience: digital
    items:
      - {kpi: chat-solved-first-time, weight: 50}
      - {kpi: customer-satisfaction, weight: 30}
      - {kpi: chat-first-response, weight: 20}
"""

STORY = (
    Commit(
        "2026-01-23",
        "Head of customer service",
        "Begin the catalogue with the goals of the leadership day",
    ),
    Commit(
        "2026-02-02",
        "Chief operating officer",
        "Agree to two exceptions until the counting has changed",
        (Filed("waivers.yaml"),),
    ),
    Commit(
        "2026-03-12",
        "Head of planning",
        "Record what was decided about calls per hour with the works council",
        (
            Reviewed("2026-03-11"),
            Edit(CALLERS, "on: 2025-02-26", "on: 2026-02-25", entry="contact-quality"),
        ),
    ),
    Commit(
        "2026-04-16",
        "Head of quality",
        "First quarter: solved is what does not come back\n\n"
        "First contact resolution comes from the history and not from a box that agents tick. "
        "Handle time of the home team is held together with it and has a target that leaves room "
        "to help.",
        (
            Reviewed("2026-04-15"),
            Entered(CALLERS, "repeat-contacts"),
            Edit(
                CALLERS,
                "numerator: calls that the agent has marked as solved\n"
                "    denominator: calls handled\n",
                "numerator: callers with no further contact about the same reason within seven "
                "days\n    denominator: callers with a reason that we can solve ourselves\n",
            ),
            Edit(
                CALLERS,
                "{value: 90 %, by: 2026-12-31, baseline: 88, source: the year before}",
                "{value: 76 %, by: 2027-06-30, baseline: 69, threshold: 67, source: our own best "
                "three months}",
            ),
            Edit(
                CALLERS,
                "source: {kind: system, where: telephony}\n    collector: workforce-planning",
                "source: {kind: system, where: contact history, query: same line and same reason "
                "in seven days}\n    collector: insight-analyst",
                entry="first-contact-resolution",
            ),
            Edit(CALLERS, "on: 2025-03-19", "on: 2026-03-18", entry="first-contact-resolution"),
            Edit(VOICE, "on: 2025-03-19", "on: 2026-03-18", entry="average-handle-time-home"),
            Edit(
                VOICE,
                "      value: 330\n      by: 2026-12-31\n",
                "      value: 410\n      by: 2027-03-31\n",
            ),
            Edit(VOICE, "", HANDLE_TIME_BRAKES),
        ),
    ),
    Commit(
        "2026-05-21",
        "Head of planning",
        "Ask agents about their targets; hold the service level together with what was solved",
        (
            Edit(VOICE, "on: 2025-05-21", "on: 2026-05-20", entry="service-level"),
            Edit(DIGITAL, "on: 2025-05-21", "on: 2026-05-20", entry="chat-first-response"),
            Edit(DIGITAL, "on: 2025-05-21", "on: 2026-05-20", entry="chat-solved-first-time"),
            Edit(
                VOICE,
                "balanced_by: abandonment-rate",
                "balanced_by: [first-contact-resolution, customer-satisfaction]",
                entry="service-level",
            ),
            Edit(VOICE, "{value: 75 % within", "{value: 80 % within", entry="service-level"),
            Edit(
                VOICE,
                "on hold / calls handled\n    version: 1\n",
                "on hold / calls that were put on hold\n    version: 2\n",
                entry="hold-time",
            ),
        ),
    ),
    Commit(
        "2026-06-08",
        "Chief operating officer",
        "Telesales is closed; say who answers for its numbers",
        (
            Edit(
                "teams.yaml",
                "  - {id: head-of-telesales, role: Head of telesales}\n",
                '  # The department was closed with the goal "every service call is a sales '
                'opportunity".\n'
                "  - {id: head-of-telesales, role: Head of telesales, active: no}\n",
            ),
            Edit(
                CALLERS,
                "owner: head-of-telesales",
                "owner: insight-analyst",
                entry="net-promoter-score",
            ),
            Edit(
                PEOPLE,
                "supports: fair-cost",
                "supports: good-place-to-work",
                entry="training-hours",
            ),
        ),
    ),
    Commit(
        "2026-07-16",
        "Head of customer service",
        "Second quarter: the reviews; e-mails per hour are retired, as decided in April",
        (
            Reviewed("2026-07-15"),
            Edit(
                DIGITAL,
                "",
                "    status: retired\n    retire_on: 2026-07-15\n"
                "    replaced_by: chat-solved-first-time\n",
                entry="mails-per-hour",
            ),
            Edit(
                CALLERS,
                "definition: mean of fourteen questions, three of them about our script, asked of",
                "definition: mean of twelve questions, asked of",
            ),
            Edit(PEOPLE, "{value: 2.2, by", "{value: 2.0, by", entry="contact-volume"),
            Deleted("waivers.yaml", WAIVER_CHURN),
        ),
    ),
    Commit(
        "2026-08-12",
        "Head of business",
        "Take the counterweight that the contract with our partner names",
        (
            Edit(
                VOICE,
                "balanced_by: first-contact-resolution",
                "balanced_by: abandonment-rate",
                entry="average-handle-time-business",
            ),
        ),
    ),
    Commit(
        "2026-09-01",
        "Head of digital service",
        "The bot answers first",
        (
            Filed("changes.yaml"),
            Entered(DIGITAL, "bot-containment"),
            Deleted(DIGITAL, MAILS_PER_HOUR),
            Edit(
                DIGITAL,
                "# Chat and e-mail.\n",
                "# Chat, web site and bot. The bot has answered first since 1 September 2026.\n",
            ),
        ),
    ),
    Commit(
        "2026-10-02",
        "Chief operating officer",
        "Leave the board up until the new scheme is signed",
        (Edit("waivers.yaml", "waivers:\n", f"waivers:\n{WAIVER_RANKING}\n"),),
    ),
    Commit(
        "2026-10-15",
        "Head of customer service",
        "Third quarter: ended is not helped\n\n"
        "Bot conversations are to be counted by what came afterwards. Chat is held together with "
        "what was solved, and the digital team's bonus pays for that first.",
        (
            Reviewed("2026-10-14"),
            Entered(DIGITAL, "bot-solved"),
            Edit(
                DIGITAL,
                "",
                "    balanced_by: [chat-solved-first-time, customer-satisfaction]\n"
                "    priority_rule: a finished chat wins over a new one; the agent decides\n",
            ),
            Edit("schemes.yaml", "", DIGITAL_BONUS),
            Edit(
                DIGITAL,
                "uses: [improvement]",
                "uses: [improvement, {use: pay, scheme: digital-team-bonus, weight: 20}]",
            ),
            Edit(
                DIGITAL,
                "uses: [improvement, coaching]",
                "uses: [improvement, coaching, {use: pay, scheme: digital-team-bonus, weight: 50}]",
            ),
            Edit(
                CALLERS,
                "uses: [decision, improvement]",
                "uses: [decision, improvement, {use: pay, scheme: digital-team-bonus, weight: 30}]",
            ),
        ),
    ),
    Commit(
        "2026-11-05",
        "Head of planning",
        "Put the transfer rate beside the numbers of the telephone; retire hold time",
        (
            Moved("transfer-rate", CALLERS, VOICE),
            Deleted(VOICE, HOLD_TIME),
        ),
    ),
    Commit(
        "2026-11-10",
        "Head of digital service",
        "Count the bot's conversations as its supplier counts them",
        (
            Edit(
                DIGITAL,
                "numerator: conversations that end without a person, and without a call that day",
                "numerator: conversations that end without a person",
                entry="bot-containment",
            ),
        ),
    ),
    Commit(
        "2026-11-12",
        "Head of home",
        "After-call work: forty seconds are enough for short notes",
        (Edit(VOICE, "{value: 35,", "{value: 40,", entry="after-call-work"),),
    ),
    Commit(
        "2026-11-18",
        "Insight analyst",
        "Say in plain words why we look at things; add a guide for the reader",
        (
            Filed("README.md"),
            Edit(
                VOICE,
                "purpose: Waiting is bad for callers and for our image.",
                "purpose: We look at this because waiting in a queue is the first thing that a "
                "caller learns about us.",
            ),
            Edit(
                CALLERS,
                "purpose: A complaint is the last thing that we hear of a customer.",
                "purpose: We look at this because a complaint is the last thing a customer tells "
                "us.",
            ),
            Edit(VOICE, "", "  # Decided in March, and still on the wall.\n"),
            Edit(
                "waivers.yaml",
                "",
                "  # Handle time of the home team has had its counterweights since April; this "
                "one can go.\n",
            ),
        ),
    ),
)
