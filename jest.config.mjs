/**
 * One jest configuration for the whole workspace. Sources are read as TypeScript (condition `@havre/source`),
 * so a test sees what stands in `src/`, never a stale `dist/`. Run with `--experimental-vm-modules`.
 */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@havre/source', 'node', 'node-addons'] },
  roots: [
    '<rootDir>/libs',
    '<rootDir>/services',
    '<rootDir>/tools',
    '<rootDir>/examples',
    '<rootDir>/deploy',
  ],
  testMatch: ['**/*.spec.ts'],
  modulePathIgnorePatterns: ['/dist/', '/\\.havre/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/libs/test-harness/jest-global-setup.mjs',
  testTimeout: 120_000,
};
