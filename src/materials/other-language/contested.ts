/** Settles extensions that several languages share, by signs in the first bytes. Without a sign the first language of the table stands. */

/** `alone` means that the extension by itself says too little: without a sign the file is not claimed here. */
interface Contest {
  readonly signs: readonly (readonly [language: string, sign: RegExp])[];
  readonly alone?: false;
}

const glsl = /^\s*#version\b|\bvoid\s+main\s*\(\s*(?:void)?\s*\)|\bgl_(?:FragColor|Position)\b|^\s*(?:uniform|varying)\s/m;

const contests: ReadonlyMap<string, Contest> = new Map<string, Contest>([
  ['m', { signs: [
    ['Mercury', /^:-\s*module\b/m],
    ['Wolfram Language', /^\s*\(\*|\bBeginPackage\[/],
    ['Objective-C', /^\s*(?:#\s*(?:import|include|pragma|define|if)\b|@(?:interface|implementation|protocol|import|class|property|end)\b|\/\*|\/\/)/m],
    ['MATLAB', /^\s*(?:%|function\b|classdef\b|clear\b|close\s+all\b|clc\b|end\b|disp\s*\(|[\w.,[\] ]{1,80}=)/m],
  ] }],
  ['v', { signs: [
    ['Verilog', /^\s*(?:`(?:timescale|include|define|ifdef|default_nettype)\b|module\s+\w+\s*(?:[(;#]|$)|endmodule\b)/m],
    ['Rocq Prover', /^\s*(?:From\s+\w+\s+)?(?:Require|Theorem|Lemma|Definition|Inductive|Fixpoint|Proof|Section|Module)\b[^;{]*\.\s*$/m],
    ['V', /^\s*(?:pub\s+)?fn\s+[\w(]|^module\s+\w+\s*$/m],
  ] }],
  ['pl', { signs: [['Perl', /^#!.*\bperl|^\s*(?:use|package|my|our|sub)\s/m], ['Prolog', /^\s*:-\s|^[a-z]\w*(?:\([^\n]*\))?\s*:-/m]] }],
  ['pp', { alone: false, signs: [['Pascal', /^\s*(?:unit|program|library)\s+\w+\s*;|^\s*\{\$/im], ['Puppet', /^\s*(?:class|define|node|include|package|file)\s[^\n;]*$|=>/m]] }],
  ['fs', { signs: [['GLSL', glsl], ['Forth', /^\s*(?:: \S+\s|\\ )/m]] }],
  ['gs', { signs: [['GLSL', glsl]] }],
  ['shader', { signs: [['ShaderLab', /\bShader\s+"/], ['GLSL', glsl]] }],
  ['cl', { signs: [['Common Lisp', /^\s*(?:;|\(\s*(?:defun|defpackage|in-package|defmacro|defvar)\b)/]] }],
  ['bas', { signs: [['Visual Basic 6.0', /^Attribute\s+VB_|^Option\s+Explicit/im], ['FreeBASIC', /^\s*#(?:include|lang|define)\b/im], ['BASIC', /^\s*\d+\s+[A-Z]/m]] }],
  ['cls', { signs: [['ObjectScript', /^Class\s+[\w.%]+\s+Extends\b/m], ['Apex', /\b(?:public|global|private)\s+[\w ]{0,60}class\s+\w+/i]] }],
  ['fr', { signs: [['Frege', /^\s*module\s+[\w.]+/m]] }],
  ['inc', { alone: false, signs: [
    ['PHP', /<\?(?:php|=)/],
    ['Pascal', /^\s*(?:\{\$|procedure\s+\w+[^\n]*;|function\s+\w+[^\n]*:\s*\w+\s*;)/im],
    ['Assembly', /^\s*(?:\.(?:equ|set|macro|section|include|global|globl|word|byte|text|data)\b|\w+:?\s+(?:equ|EQU|org|ORG|db|DB|dw|DW)\s|;[^\n]*$\s*\w+\s+(?:equ|EQU)\b)/m],
    ['SourcePawn', /^\s*(?:stock|native|forward)\s+\w+/m],
  ] }],
  ['d', { alone: false, signs: [['D', /^\s*(?:module\s+[\w.]+\s*;|import\s+[\w.]+\s*[;:,])/m]] }],
  ['i', { alone: false, signs: [['SWIG', /^\s*%(?:module|include|import)\b/m]] }],
  ['l', { alone: false, signs: [['Lex', /^%(?:%|\{|option\b)/m]] }],
  ['t', { alone: false, signs: [['Perl', /^#!.*\bperl|^\s*use\s+(?:strict|warnings|Test|lib|\d|v5)/m]] }],
  ['p', { alone: false, signs: [['OpenEdge ABL', /^\s*(?:def(?:ine)?\s+(?:var|variable|input|temp-table)|for\s+each)\b/im]] }],
  ['mod', { alone: false, signs: [['Modula-2', /^\s*(?:\(\*|(?:DEFINITION\s+|IMPLEMENTATION\s+)?MODULE\s+\w+)/]] }],
  ['pc', { alone: false, signs: [['Pro*C', /\bEXEC\s+SQL\b/i]] }],
  ['mc', { alone: false, signs: [['Monkey C', /^\s*(?:using|import)\s+Toybox\b/m]] }],
  ['st', { alone: false, signs: [['Smalltalk', /\bsubclass:\s*#|!\s*[\w ]+\s+methodsFor:/]] }],
  ['q', { alone: false, signs: [['q', /^\\d\s|^\.[a-z]+\.\w+:/m]] }],
  ['w', { alone: false, signs: [['CWeb', /^@(?:\*|c\b|<)/m]] }],
  ['ec', { alone: false, signs: [['eC', /^\s*import\s+"/m]] }],
  ['nb', { alone: false, signs: [['Wolfram Language', /\bNotebook\[/]] }],
  ['frm', { alone: false, signs: [['Visual Basic 6.0', /^VERSION\s+\d|^Begin\s+(?:VB|\{)/m]] }],
  ['resource', { alone: false, signs: [['RobotFramework', /^\*{3}\s*\w+/m]] }],
  ['sol', { alone: false, signs: [['Solidity', /\bpragma\s+solidity\b/]] }],
  ['cgi', { alone: false, signs: [['Perl', /^#!.*\bperl/]] }],
]);

/** The language of a file with this extension, `undefined` when it is not to be claimed. */
export function settle(extension: string, first: string, head: () => string): string | undefined {
  const contest = contests.get(extension);
  if (contest === undefined) return first;
  const text = head();
  const found = contest.signs.find(([, sign]) => sign.test(text));
  return found?.[0] ?? (contest.alone === false ? undefined : first);
}
