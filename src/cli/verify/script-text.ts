/** Makes the text of a script fit to stand in a page: smaller, and without what would end the element around it. */

/**
 * Indentation at the end, empty lines and comments on lines of their own carry no meaning. Lines of template texts are
 * kept as they are: which lines those are is told by counting back quotes, outside of comments.
 */
export function htmlScript(text: string): string {
  let isTemplate = false;
  let isComment = false;
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    const bare = line.trim();
    if (!isTemplate && (isComment || bare.startsWith('/*'))) {
      isComment = !bare.includes('*/');
      continue;
    }
    if (!isTemplate && (bare === '' || bare.startsWith('//'))) continue;
    kept.push(isTemplate ? line : line.trimEnd());
    if ((line.match(/(?<!\\)`/g) ?? []).length % 2 === 1) isTemplate = !isTemplate;
  }
  return kept.join('\n').replace(/<(?=\/script|!--|script)/gi, '<\\');
}
