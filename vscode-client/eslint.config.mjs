import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "bundled/", "node_modules/", "*.mjs", "**/*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Counts and flags read well in messages as they are.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `== null` asks for null and undefined at once, both of which JSON leads to.
      eqeqeq: ["error", "always", { null: "ignore" }],
      // The editor takes any object of the right shape.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "max-lines": ["error", 400],
    },
  },
  {
    // What is decided is a function of what it is given: no editor, no process, no file, no clock.
    files: ["src/decide/**"],
    rules: {
      "no-restricted-imports": ["error", { patterns: ["vscode", "vscode-*", "node:child_process", "node:fs*", "**/editor/*"] }],
      "no-restricted-globals": ["error", "process", "setTimeout"],
    },
  },
);
