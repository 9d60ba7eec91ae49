/**
 * A rule that refuses module specifiers matching any of `patterns`, in every form that reaches a module: static, type-only
 * and dynamic imports, re-exports, import types and `require`. ESLint's own `no-restricted-imports` sees only static ones.
 *
 * @param {{ patterns: readonly RegExp[], message: string }} restriction
 */
export function restrictedImport({ patterns, message }) {
  return {
    meta: { type: 'problem', schema: [], messages: { restricted: `'{{specifier}}': ${message}` } },
    create(context) {
      const check = (node) => {
        const specifier = node?.value;
        if (typeof specifier !== 'string' || !patterns.some((pattern) => pattern.test(specifier))) return;
        context.report({ node, messageId: 'restricted', data: { specifier } });
      };
      return importVisitor(check);
    },
  };
}

/** Calls `check` with the literal that names the module, whatever the syntax around it. */
export function importVisitor(check) {
  return {
    ImportDeclaration: (node) => check(node.source),
    ExportNamedDeclaration: (node) => check(node.source),
    ExportAllDeclaration: (node) => check(node.source),
    ImportExpression: (node) => check(node.source),
    TSImportType: (node) => check(node.source ?? node.argument?.literal),
    TSExternalModuleReference: (node) => check(node.expression),
    'CallExpression[callee.name="require"]': (node) => check(node.arguments[0]),
  };
}
