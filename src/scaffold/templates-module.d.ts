/** `templates/*.hbs`, which scripts/handlebars-module.mjs turns into modules when the command line is bundled. */
declare module "#templates/*" {
  /** For `Handlebars.template`. */
  export const specification: TemplateSpecification;
}
