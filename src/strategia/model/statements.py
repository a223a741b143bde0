"""The statements of a budget: their lines, and how each subtotal follows from the lines above it.

The form is the county form of JHS 207, annex 4. In the sums below costs are negative and revenue is
positive, however the file writes them.
"""

from typing import Literal

IncomeLine = Literal[
    "sales_revenue",
    "fee_revenue",
    "grants_received",
    "other_revenue",
    "operating_revenue",
    "own_production",
    "salaries",
    "social_costs",
    "personnel_costs",
    "purchased_services",
    "supplies",
    "grants_given",
    "other_costs",
    "operating_costs",
    "operating_margin",
    "state_funding",
    "financial_items",
    "annual_margin",
    "depreciation",
    "extraordinary_items",
    "result",
    "transfers",
    "surplus",
]
"""The lines of the income statement, in the order in which they are printed."""

CashFlowLine = Literal[
    "annual_margin",
    "extraordinary_items",
    "adjustments",
    "operating_cash_flow",
    "investment_costs",
    "investment_grants",
    "disposals",
    "investing_cash_flow",
    "operating_and_investing",
    "lending",
    "loans_raised",
    "loans_repaid",
    "short_term_loans",
    "loan_change",
    "equity_change",
    "other_liquidity",
    "financing_cash_flow",
    "liquidity_change",
]
"""The lines of the cash flow statement, in the order in which they are printed."""

INCOME_SUMS: dict[IncomeLine, tuple[IncomeLine, ...]] = {
    "operating_revenue": ("sales_revenue", "fee_revenue", "grants_received", "other_revenue"),
    "personnel_costs": ("salaries", "social_costs"),
    "operating_costs": ("personnel_costs", "purchased_services", "supplies", "grants_given", "other_costs"),
    "operating_margin": ("operating_revenue", "own_production", "operating_costs"),
    "annual_margin": ("operating_margin", "state_funding", "financial_items"),
    "result": ("annual_margin", "depreciation", "extraordinary_items"),
    "surplus": ("result", "transfers"),
}
"""By subtotal of the income statement: the lines that add up to it."""

CASH_FLOW_SUMS: dict[CashFlowLine, tuple[CashFlowLine, ...]] = {
    "operating_cash_flow": ("annual_margin", "extraordinary_items", "adjustments"),
    "investing_cash_flow": ("investment_costs", "investment_grants", "disposals"),
    "operating_and_investing": ("operating_cash_flow", "investing_cash_flow"),
    "loan_change": ("loans_raised", "loans_repaid", "short_term_loans"),
    "financing_cash_flow": ("lending", "loan_change", "equity_change", "other_liquidity"),
    "liquidity_change": ("operating_and_investing", "financing_cash_flow"),
}
"""By subtotal of the cash flow statement: the lines that add up to it."""

COST_LINES: frozenset[str] = frozenset(
    (
        "salaries",
        "social_costs",
        "personnel_costs",
        "purchased_services",
        "supplies",
        "grants_given",
        "other_costs",
        "operating_costs",
        "depreciation",
        "investment_costs",
        "loans_repaid",
    )
)
"""The lines that are written without a sign where a file writes costs as positive numbers."""

REVENUE_LINES: frozenset[str] = frozenset(
    (
        "sales_revenue",
        "fee_revenue",
        "grants_received",
        "other_revenue",
        "operating_revenue",
        "own_production",
        "state_funding",
        "investment_grants",
        "disposals",
        "loans_raised",
    )
)
"""The lines on which money only comes in."""

OCCASIONAL_LINES: frozenset[str] = frozenset(
    (
        "own_production",
        "extraordinary_items",
        "transfers",
        "adjustments",
        "investment_grants",
        "disposals",
        "lending",
        "loans_raised",
        "loans_repaid",
        "short_term_loans",
        "loan_change",
        "equity_change",
        "other_liquidity",
    )
)
"""The lines that a county leaves out when nothing stands on them. Without another one a statement is an excerpt."""

ONE_SIGN_TOTALS: frozenset[str] = frozenset(("operating_revenue", "personnel_costs", "operating_costs"))
"""The totals whose parts all have one sign, so that some of them cannot be more than the whole."""
