import { describe } from '@jest/globals';
import { describeNothingLeft } from './marks/describe-nothing-left.js';

describe('of what is dropped nothing is left, with the log in PostgreSQL', () => {
  describeNothingLeft();
});
