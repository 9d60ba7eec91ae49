export { SEALING_ALGORITHM, CONTENT_ENCRYPTION } from './algorithms.js';
