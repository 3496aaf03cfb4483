"""The numbers that hold where exposure.yaml is silent, each an illustrative default, and the text of a first exposure.yaml.

The money ranges are the usual order of magnitude for a mid-sized e-commerce company; none of them is a statistic. The weights,
thresholds and priors are judgements. All are printed with every result and all can be overridden.
"""

from __future__ import annotations

import datetime as dt

from buttress.exposure.model.inputs import Assumptions, AuditorProfile, FrequencyRow, Prior, Sampling
from buttress.exposure.model.quantities import Quantity, fixed, pert
from buttress.model import Severity

ILLUSTRATIVE = "illustrative default"
SEED = 20261
MODEL_VERSION = "1.0"

FRAMEWORK = "soc2_2017"
CATEGORIES = ("security", "availability", "confidentiality", "processing_integrity")

LIQUIDATED_DAMAGES = pert(0.05, 0.10, 0.15, illustrative=True)

COSTS: dict[str, Quantity] = {  # whole units of the currency, months or weeks
    "retainer_forfeiture": pert(50_000, 125_000, 200_000, illustrative=True),
    "remediation_consulting": pert(100_000, 300_000, 500_000, illustrative=True),
    "monitoring": pert(5_000, 12_500, 20_000, illustrative=True),
    "months_to_clean_report": fixed(12, illustrative=True),
    "audit_support": pert(50_000, 100_000, 150_000, illustrative=True),
    "engineering_weeks": pert(4, 6, 8, illustrative=True),
}

PEOPLE = 3.0
WEEKLY_RATE = fixed(4_000, illustrative=True)
CAPACITY_WEEKS = 8.0

AUDITOR = AuditorProfile(
    lane="census",
    alpha=0.10,
    tolerable_rate=0.05,
    small_population=10,
    persistence=0.5,
    frequency_table=(
        FrequencyRow(population=1, sample=1),
        FrequencyRow(population=4, sample=2),
        FrequencyRow(population=12, sample=2),
        FrequencyRow(population=52, sample=5),
        FrequencyRow(population=366, sample=25),
        FrequencyRow(population=2**62, sample=40),
    ),
    evidence_gap=0.25,
    report_days=60,
    delay_days=45,
)
SAMPLE_TOLERABLE_RATE = 0.10

ASSUMPTIONS = Assumptions(
    weights={Severity.CRITICAL: 0.90, Severity.HIGH: 0.60, Severity.MEDIUM: 0.25, Severity.LOW: 0.05},
    key_weight=1.0,
    manual_severity=Severity.MEDIUM,
    manual_failure_probability=0.0,
    no_evidence_failure_probability=0.5,
    leak=0.0,
    correlation=0.2,
    group_by="owner",
    automatic_causes=True,
    adverse_share=0.25,
    disclaimer_share=0.20,
    retainer_if_qualified=0.10,
    unobserved_failing=Prior(a=1.0, b=9.0),
    unobserved_passing=Prior(a=0.5, b=99.5),
    occurrence=Prior(a=0.5, b=9.5),
    retest_days=60,
    effort_weeks={Severity.CRITICAL: 0.25, Severity.HIGH: 0.2, Severity.MEDIUM: 0.15, Severity.LOW: 0.1},
    effort_weeks_per_resource=0.02,
)

SAMPLING = Sampling(points=1024, replicates=16, permutations=16)


def init_text(today: dt.date) -> str:
    """A commented exposure.yaml for an e-commerce shop; the period is that of `default_period`, every default is labelled as one."""
    start, end = default_period(today)
    text = _TEXT.replace("{start}", start.isoformat()).replace("{end}", end.isoformat())
    return text.replace("{year}", str(start.year)).replace("{next}", str(start.year + 1))


def default_period(today: dt.date) -> tuple[dt.date, dt.date]:
    """Twelve months from the first of the month of `today`: start, and the first day after the end."""
    start = today.replace(day=1)
    return start, start.replace(year=start.year + 1)


_TEXT = """\
# What a failed SOC 2 Type II audit would cost: the input of `buttress exposure`.
#
# Amounts are whole units of `currency`; shares and probabilities lie between 0 and 1 (15 % is 0.15).
# A number may be written as
#   250000                                             known
#   {pert: [50000, 125000, 200000]}                    lowest, likeliest, highest
#   {ci90: [50000, 200000]}                            90 % interval of a skewed (lognormal) amount
#   {fixed: 250000, source: invoice, as_of: {year}-01-15, confidence: high}
# `source: illustrative default` marks a number of ours. Replace it with yours: every report names those that are left.
# A contract term that is left out is not modelled, and every report lists it. Planning estimate, not legal advice.

currency: USD
# fx: {EUR: {rate: 1.08, as_of: {year}-01-02}}         # 1 EUR = 1.08 USD; then amounts may read "250000 EUR"

period: {start: {start}, end: {end}}       # the Type II window; the end is not part of it

scope:
  # framework: soc2_2017                           # the id of the framework that the audit is held to
  categories: [security, availability, confidentiality, processing_integrity]   # and privacy

# The contracts below are made up for illustration: put your own in their place.
contracts:
  - id: marketplace
    title: Marketplace operator, checkout services
    value: 4000000                                     # what the liquidated damages are a share of
    value_basis: total                                 # or annual
    liquidated_damages: {pert: [0.05, 0.10, 0.15], source: illustrative default}
    cap: 500000
    trigger: {opinion: modified}                       # qualified, adverse or disclaimer
    cure_days: 30
    notice_days: 10
    renewal: {next}-07-01
    termination: true
    annual: 2000000
    margin: 0.35
    churn: {qualified: 0.05, adverse: 0.25, disclaimer: 0.25}

  - id: payments
    title: Payment facilitator
    value: 1500000
    value_basis: annual
    liquidated_damages: {pert: [0.05, 0.10, 0.15], source: illustrative default}
    trigger: {criteria: [CC6.1, CC6.7, PI1.2]}         # any of these not met
    master_agreement: retail-group

  - id: storefront
    title: Storefront hosting for a retail group
    value: 900000
    value_basis: annual
    liquidated_damages: {pert: [0.05, 0.10, 0.15], source: illustrative default}
    trigger: {opinion: adverse}                        # adverse or disclaimer
    master_agreement: retail-group
  # other triggers: {exceptions: [CC7.2]}   {report_after: {next}-03-31}

master_agreements:
  - {id: retail-group, cap: 200000}

entity_costs:
  retainer_forfeiture:    {pert: [50000, 125000, 200000], source: illustrative default}
  remediation_consulting: {pert: [100000, 300000, 500000], source: illustrative default}
  monitoring:             {pert: [5000, 12500, 20000], source: illustrative default}     # a month
  months_to_clean_report: {fixed: 12, source: illustrative default}
  audit_support:          {pert: [50000, 100000, 150000], source: illustrative default}
  engineering_weeks:      {pert: [4, 6, 8], source: illustrative default}

team:
  people: 3
  weekly_rate: {fixed: 4000, source: illustrative default}   # loaded, each person
  capacity_weeks: 8                                  # weeks in which the team can mend
  # freezes: [{from: {year}-11-20, to: {year}-12-02}]   # no changes in these days

auditor_profile:
  lane: census                                       # or sample
  tolerable_rate: 0.05                               # of resource-days or occurrences in the period

# How much loss the board accepts with which probability: P(loss > 500000) <= 0.10
tolerance:
  - {probability: 0.50, loss: 100000}
  - {probability: 0.10, loss: 500000}
  - {probability: 0.01, loss: 1500000}

# assumptions:                                       # shown with their defaults
#   weights: {critical: 0.90, high: 0.60, medium: 0.25, low: 0.05}
#   key_weight: 1.0                                  # an ineffective key control leaves its criteria unmet
#   correlation: 0.2                                 # between the controls of one owner
#   group_by: owner                                  # or component, stack, none
#   adverse_share: 0.25                              # share of criteria unmet that makes an opinion adverse
#   disclaimer_share: 0.20                           # share of controls without evidence that ends in a disclaimer
#   retainer_if_qualified: 0.10
#   retest_days: 60                                  # until the auditor accepts a cure
#   effort_weeks: {critical: 0.25, high: 0.2, medium: 0.15, low: 0.1}   # of the whole team, a check
#   manual_failure_probability: 0                    # controls that only people can show
#   unobserved_failing: {beta: [1, 9]}               # share of the days before the first observation that a failing resource had failed
#   unobserved_passing: {beta: [0.5, 99.5]}          # the same for a passing one
# causes:         [{id: base-image, controls: [CTL-A, CTL-B]}]
# compensations:  [{control: CTL-A, by: CTL-B, kappa: 0.5}]
# fixes:          {aws-rds-instance-storage-encrypted: {weeks: 2, replaces: true, interrupts: true}}
# precedence:     [{first: CTL-A, then: CTL-B}]

seed: 20261
"""

DEFAULT_YAML = init_text(dt.date(2026, 1, 1))
