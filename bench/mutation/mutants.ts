/** Finds small changes of a source file that its tests should notice, and writes them all into one text, each behind its number. It changes no message and no type. */
import ts from 'typescript';

export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly was: string;
  readonly becomes: string;
}

/** A change by what it does to the text that stands there; `inner` is that text with the changes inside it already written in. */
interface Change {
  readonly node: ts.Node;
  readonly was: ts.Node;
  readonly becomes: string;
}

const kinds = ts.SyntaxKind;
const exchanged: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [kinds.EqualsEqualsEqualsToken, '!=='], [kinds.ExclamationEqualsEqualsToken, '==='],
  [kinds.LessThanToken, '<='], [kinds.LessThanEqualsToken, '<'],
  [kinds.GreaterThanToken, '>='], [kinds.GreaterThanEqualsToken, '>'],
  [kinds.AmpersandAmpersandToken, '||'], [kinds.BarBarToken, '&&'],
  [kinds.MinusToken, '+'], [kinds.AsteriskToken, '/'],
]);

/** Functions of `hook.ts` that do one thing or the other with two values. */
const either: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [kinds.LessThanToken, '__lt'], [kinds.LessThanEqualsToken, '__le'], [kinds.GreaterThanToken, '__gt'], [kinds.GreaterThanEqualsToken, '__ge'],
  [kinds.MinusToken, '__minus'], [kinds.AsteriskToken, '__times'],
]);

export interface Planted {
  readonly mutants: readonly Mutant[];
  /** The source with all changes in it; the one whose number `hook.ts` holds is made. */
  readonly text: string;
}

/** Numbers begin with `first`. */
export function planted(file: string, text: string, first: number): Planted {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const kept: string[] = [];
  const add = ({ node, was, becomes }: Change): number => {
    found.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, was: was.getText(source), becomes });
    return first + found.length - 1;
  };

  /** The text of a node with every change inside it. */
  const written = (node: ts.Node): string => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node)) return node.getText(source);
    if (ts.isBinaryExpression(node)) return binary(node);
    if (ts.isPrefixUnaryExpression(node) && node.operator === kinds.ExclamationToken) {
      return `__not(${add({ node, was: node, becomes: node.operand.getText(source) })}, ${written(node.operand)})`;
    }
    if (node.kind === kinds.TrueKeyword) return `(__m(${add({ node, was: node, becomes: 'false' })}) !== true)`;
    if (node.kind === kinds.FalseKeyword) return `(__m(${add({ node, was: node, becomes: 'true' })}) !== false)`;
    if (ts.isNumericLiteral(node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)) {
      const becomes = `(${node.text} + 1)`;
      return `(__m(${add({ node, was: node, becomes })}) ? ${becomes} : ${node.getText(source)})`;
    }
    // A call for its effect, left out: a reason that is not given, a fact that is not filed.
    if (ts.isExpressionStatement(node) && (ts.isCallExpression(node.expression) || ts.isAwaitExpression(node.expression))) {
      return `__m(${add({ node, was: node, becomes: ';' })}) || ${inside(node)}`;
    }
    return inside(node);
  };
  const binary = (node: ts.BinaryExpression): string => {
    const { left, operatorToken, right } = node;
    const becomes = exchanged.get(operatorToken.kind);
    if (becomes === undefined) return inside(node);
    const number = add({ node: operatorToken, was: operatorToken, becomes });
    const [a, b] = [written(left), written(right)];
    const chosen = either.get(operatorToken.kind);
    if (chosen !== undefined) return `${chosen}(${number}, ${a}, ${b})`;
    if (operatorToken.kind === kinds.EqualsEqualsEqualsToken || operatorToken.kind === kinds.ExclamationEqualsEqualsToken) {
      return `(__m(${number}) !== (${a} ${operatorToken.getText(source)} ${b}))`;
    }
    // Nothing runs between keeping the left side and using it, so one name for each place is enough.
    const left1 = `$m${number}`;
    kept.push(left1);
    const [yes, no] = operatorToken.kind === kinds.AmpersandAmpersandToken ? [left1, `!${left1}`] : [`!${left1}`, left1];
    return `(((${left1} = (${a})), (__m(${number}) ? ${no} : ${yes})) ? (${b}) : ${left1})`;
  };
  /** What a condition becomes when it is taken to hold always, or never. */
  const decided = (condition: ts.Expression): string => {
    const always = add({ node: condition, was: condition, becomes: 'true' });
    const never = add({ node: condition, was: condition, becomes: 'false' });
    return `(__m(${always}) || (!__m(${never}) && (${written(condition)})))`;
  };
  const inside = (node: ts.Node): string => {
    let at = node.getStart(source);
    let whole = '';
    ts.forEachChild(node, (child) => {
      const from = child.getStart(source);
      const isCondition = (ts.isIfStatement(node) && child === node.expression) || (ts.isConditionalExpression(node) && child === node.condition);
      // A shorthand or an empty node may begin before what was written.
      if (from < at) return;
      whole += text.slice(at, from) + (isCondition ? decided(child as ts.Expression) : written(child));
      at = child.getEnd();
    });
    return whole + text.slice(at, node.getEnd());
  };

  const changed = text.slice(0, source.getStart(source)) + inside(source) + text.slice(source.getEnd());
  const names = kept.length === 0 ? '' : `var ${kept.join(', ')}; `;
  return { mutants: found, text: names + changed };
}
