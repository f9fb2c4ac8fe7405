"""What stood in the files of the managed services and does not any more, or came as a whole."""

from __future__ import annotations

# Each technician had one, on a list in the kitchen.
TICKETS_PER_TECHNICIAN = """\
  - id: tickets-per-technician
    name: Tickets per technician
    purpose: We look at this because it was the only number that told one technician from another.
    supports: problems-stay-away
    role: goal
    family: volume
    owner: head-of-service-desk
    direction: higher
    unit: tickets per technician and day
    formula: tickets closed / technicians on duty
    scope: {team: service-desk}
    level: individual
    target: {value: 14, by: 2026-12-31, baseline: 12, source: the best week of 2025}
    frequency: daily
    source: {kind: system, where: service desk tool, query: report 116}
    collector: service-analyst
    uses: [ranking]
    audience: [service-desk]
    acts_on: {who: shift lead, how: speaks with the last three on the list}
    active_from: 2021-01-01
    status: retired
    retire_on: 2026-07-20
    replaced_by: reopen-rate
    reviews:
      - date: 2026-04-16
        period: 2026-Q1
        decision: retire
        by: [head-of-delivery, two-technicians, people-partner]
        note: The hard tickets are left to those who do not mind the list. It goes by the summer.
"""

CALLS_AT_NIGHT = """\
  - id: calls-at-night
    name: Calls at night
    purpose: It explains time to restore - a tired engineer is a slow one.
    role: diagnostic
    explains: time-to-restore
    family: volume
    owner: head-of-engineering
    direction: lower
    unit: calls per week
    formula: alarms between ten in the evening and six in the morning that woke somebody
    version: 2
    scope: {team: engineering}
    frequency: weekly
    source: {kind: system, where: alarm log}
    collector: service-analyst
    uses: [improvement]
    review: {cadence: half-yearly}
    active_from: 2024-01-01
    reviews:
      - date: 2026-07-09
        decision: change
        by: [head-of-engineering, two-engineers]
        note: An alarm that woke nobody no longer counts.
"""

CHANGE_FAILURE_RATE = """\
    purpose: We look at this because a change that breaks something costs the trust of a year.
    supports: systems-run
    role: goal
    family: quality
    owner: head-of-engineering
    direction: lower
    unit: "%"
    numerator: changes that were rolled back
    denominator: changes in the calendar
    population: all changes at clients, counted by hand, without patches
    period: calendar month
    scope: {team: engineering}
    level: team
    target: {value: 3 %, by: 2026-12-31, baseline: 4, source: the year before was 4 %}
    frequency: monthly
    source: {kind: manual, where: change calendar}
    collector: service-analyst
    uses: [improvement, {use: pay, scheme: engineering-bonus, weight: 20}]
    audience: [engineering, partners-meeting]
    acts_on: {who: head of engineering, how: asks for a test before the next change of that kind}
    gaming_risks:
      - a failed change is repaired and not rolled back -> nobody watches this yet
    consulted: [{who: five engineers, on: 2025-06-12}]
    active_from: 2023-01-01
"""

CHANGE_FAILURE_RATE_RETIRED = """\
    purpose: Counted changes by hand and left patches out.
    supports: systems-run
    family: quality
    owner: head-of-engineering
    direction: lower
    unit: "%"
    status: retired
    retire_on: 2026-04-01
    replaced_by: failed-changes
"""

WAIVER_FIRST_RESPONSE = """\
  - rule: unbalanced-speed-metric
    kpi: first-response-time
    reason: >-
      Nobody knows yet what a first answer is worth; sixty of them are being read together until
      April, and the partners hear what comes of it.
    approved_by: managing-partner
    since: 2026-01-29
    until: 2026-04-30
"""

WAIVER_PATCHES = """
  - rule: overdue-review
    kpi: patch-lead-time
    reason: All reviews of the engineering team are paused while the data centre is being moved.
    approved_by: managing-partner
    since: 2026-04-01
    until: 2026-08-31
"""

WAIVER_HIRING = """\
  - rule: unbalanced-speed-metric
    kpi: time-to-hire
    reason: >-
      Quality of hire is being set up and counts from January; until then the people partner tells
      the partners' meeting every month about each hire who left or struggled.
    approved_by: managing-partner
    since: 2026-10-12
    until: 2027-01-31
"""

FIRST_RESPONSE_EXCEPTIONS = """\
    exceptions:
      who: any technician
      cases: an outage, or somebody who is upset and needs the phone now
      bounds: no upper limit; tell the shift lead
      count: flagged requests are shown as a share beside the number
"""

FIRST_RESPONSE_TARGET = """\
    target:
      value: 20
      by: 2027-06-30
      baseline: 34
      threshold: 30
      worst: 60
      source: after 20 minutes one in three people starts to ask around (our survey, March 2026)
"""
