export { FaultError, faultCodeOf } from './fault/fault-error.js';
