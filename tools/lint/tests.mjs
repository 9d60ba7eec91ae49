/** Files that only tests load: specs, what they share, and the test folders beside `src/`. */
export const TESTS = ['**/*.spec.ts', '**/testing/**/*.ts', '{libs,services,examples}/*/test/**/*.ts'];
