import { ALL } from '../kinds.js';
import { DATE, code, whole } from '../parameters.js';
import { phrase, theme } from '../theme.js';

/** Money and bills. The words stand in `phrasebook/money.json`. */
export const MONEY_PHRASES = theme('money', [
  phrase('rent-behind', ['housing'], { months: whole(1, 12) }),
  phrase('amount-owed', ALL, { dollars: whole(1, 20000), bill: code('bill') }),
  phrase('help-paying', ALL, { bill: code('bill') }),
  phrase('payment-plan', ALL, { bill: code('bill') }),
  phrase('can-pay-part', ALL, { dollars: whole(1, 5000) }),
  phrase('cut-off-on', ALL, { bill: code('bill'), date: DATE }),
  phrase('cut-off-now', ALL, { bill: code('bill') }),
  phrase('no-income-now', ALL),
  phrase('income-late', ALL, { income: code('income') }),
  phrase('income-arrives-on', ALL, { date: DATE }),
  phrase('income-source', ALL, { income: code('income') }),
  phrase('benefit-help', ALL, { income: code('income') }),
  phrase('low-budget', ALL),
  phrase('fee-waiver', ALL),
  phrase('bank-account', ALL),
  phrase('budget-help', ALL),
  phrase('tax-help', ALL, { years: whole(1, 10) }),
  phrase('grocery-card', ['food']),
  phrase('transit-tickets', ALL, { count: whole(1, 50) }),
  phrase('taxi-voucher', ALL),
  phrase('monthly-transit-pass', ALL),
  phrase('monthly-income', ['housing'], { dollars: whole(0, 10000) }),
  phrase('debt-collectors', ALL),
  phrase('fine-help', ALL),
  phrase('funeral-help', ALL),
]);
