export { createStandalone } from './host/create-standalone.js';
