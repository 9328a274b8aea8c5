import vitest from '@vitest/eslint-plugin'
import prettier from 'eslint-config-prettier'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  // scripts: run by hand, with packages of their own.
  {
    ignores: [
      'scripts',
      'dist',
      'src/database/generated',
      'tests/generated',
      'src/web/*/generated',
      'coverage',
      '.data',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `== null` asks for null and undefined at once: an optional GraphQL input may be either.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only: a thing has one name everywhere.' },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'src/config.ts is the only reader of the environment.',
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A decorated resolver method declares an argument that only its subscription reads.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A class that only carries decorators (a resolver's input) is not extraneous.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  // Tables that a script makes: a line for each thing in the world.
  { files: ['src/place/tables/**', 'tests/place/zipCentres.ts'], rules: { 'max-lines': 'off' } },
  // One property over all rules, and every edge of the hours: they grow by a paragraph with each rule.
  {
    files: ['tests/rules/exactness.property.test.ts', 'tests/callingHours/openSpans.test.ts'],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['src/graphql/**'],
    // TypeGraphQL assigns plain values to its classes: the one place where a class stands for a shape.
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  { files: ['src/web/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    // The entry points and their configuration; a tool's config file has the default export its tool asks for.
    files: ['src/config.ts', '*.config.ts', '*.config.js', 'tests/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['tests/**'],
    plugins: { vitest },
    rules: {
      ...vitest.configs.recommended.rules,
      // What a browser test expects of a page as a whole has a name of its own (tests/web/support).
      'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*'] }],
    },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
  prettier,
)
