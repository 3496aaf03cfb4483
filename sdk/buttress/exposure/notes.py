"""What the numbers rest on and what they leave out, in sentences."""

from __future__ import annotations

from attrs import fields

from buttress.exposure.loss.scenarios import ExposureInputs, Scenario
from buttress.exposure.model.inputs import Assumptions, ExposureModel
from buttress.exposure.model.reading import shown
from buttress.money import share

CURE = (
    "Inherent takes no cure into account: where no control works, none comes in time. "
    "Shares of controls hold each contract's cure as in the residual exposure; a faster cure shows in planned and floor."
)


def stated(model: ExposureModel) -> tuple[str, ...]:
    """Every assumption with its value, in the order of the file, whether ours or the user's."""
    lines = []
    auditor = model.auditor
    lines.append(
        f"auditor lane: {auditor.lane}; tolerable deviation rate {auditor.tolerable_rate:g}; risk of over-reliance {auditor.alpha:g}"
    )
    lines.append(f"one deviation over more than {auditor.persistence:g} of the period makes a control ineffective")
    lines.append(f"a control is unsupported above {auditor.evidence_gap:g} of its evidence missing")
    lines.append(f"report {auditor.report_days} days after the period, {auditor.delay_days} days later if modified")
    for field in fields(Assumptions):
        lines.append(f"{field.name}: {shown(getattr(model.assumptions, field.name))}")
    lines.extend(f"cause {cause.id}: {', '.join(cause.controls)}" for cause in model.causes)
    lines.extend(f"compensation: {one.by} for {one.control}, accepted with {one.kappa:g}" for one in model.compensations)
    lines.extend(f"exchange rate: {rate}" for rate in model.fx)
    return tuple(lines)


def left_out(inputs: ExposureInputs) -> tuple[str, ...]:
    """Everything that the numbers leave out, by name."""
    lines = [f"contract {contract.id}, {term}" for contract in inputs.model.contracts for term in contract.not_modelled()]
    if not inputs.model.contracts:
        lines.append("contracts: none given, so no liquidated damages and no revenue at risk")
    if not inputs.model.tolerance:
        lines.append("tolerance: no line given by the board")
    for one in inputs.evidence.controls:
        if one.basis == "manual":
            chance = inputs.model.assumptions.manual_failure_probability
            lines.append(f"control {one.control.id}: manual, no automated evidence; taken to fail with {share(chance)}")
        elif one.basis == "did not occur":
            lines.append(f"control {one.control.id}: did not occur, nothing in scope was found; neither passed nor failed")
    if inputs.evidence.out_of_scope:
        lines.append(f"controls out of scope: {', '.join(inputs.evidence.out_of_scope)}")
    return tuple(lines)


def warnings_of(inputs: ExposureInputs, residual: Scenario) -> list[str]:
    """What a reader of the numbers should know about the evidence behind them."""
    lines = []
    if residual.disclaimed:
        lines.append("so much evidence is missing that the auditor would disclaim an opinion: shares of controls leave the disclaimer out")
    blind = [one.control.id for one in inputs.evidence.controls if one.no_evidence]
    if blind:
        lines.append(f"resources that could not be judged count against the evidence of {', '.join(blind)}")
    waived = sum(one.waived for one in inputs.evidence.controls)
    if waived:
        lines.append(f"{waived} waived resources count as not failing")
    return lines


def evidence_note(inputs: ExposureInputs) -> str:
    """What stands for the days that nobody observed."""
    if inputs.history:
        return f"Observations over the period for {len(inputs.history)} controls, and one assessment of the others."
    failing, passing = inputs.model.assumptions.unobserved_failing, inputs.model.assumptions.unobserved_passing
    return (
        "One assessment is one observation. What happened on the days before it follows a stated prior: "
        f"a resource that fails now had failed for {failing.mean:.3g} of them on average (Beta({failing.a:g}, {failing.b:g})), "
        f"one that passes for {passing.mean:.3g} (Beta({passing.a:g}, {passing.b:g}))."
    )
