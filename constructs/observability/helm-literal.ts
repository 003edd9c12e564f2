/**
 * Text that comes out of Helm's `tpl` as it went in. Some charts pass values through it, and `{{` in a regular
 * expression or a label would be read as a template.
 */
export function helmLiteral(text: string): string {
  return text.replaceAll("{{", '{{ "{{" }}');
}
