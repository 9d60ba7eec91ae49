/** Operators' endpoints. */
export { AdminModule } from './admin.module.js';
export { NoOperatorError, createAdmin } from './create-admin.js';
export { ADMIN_SETTINGS, adminSettings, type AdminSettings } from './settings/admin-settings.js';
