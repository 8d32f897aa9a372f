import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toString } from 'mdast-util-to-string';
import { gfmTable } from 'micromark-extension-gfm-table';

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];

export interface MarkdownFacts {
  /** A line each. */
  readonly headings: string;
  /** All words, without the signs of Markdown; a line for each block. */
  readonly plain: string;
  /** The files beside the article that it shows or leads to. */
  readonly files: string[];
}

/** What a search and the store of files need to know of a text in Markdown. */
export function readMarkdown(body: string): MarkdownFacts {
  const headings: string[] = [];
  const blocks: string[] = [];
  const files = new Set<string>();
  function read(node: Node): void {
    if ('url' in node && isFileName(node.url)) files.add(nameIn(node.url));
    if (node.type === 'heading') headings.push(toString(node));
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'code' || node.type === 'tableCell') {
      blocks.push(toString(node));
    }
    if ('children' in node) for (const child of node.children) read(child);
  }
  read(fromMarkdown(body, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }));
  return { headings: headings.join('\n'), plain: blocks.join('\n').replaceAll(/^\[!\w+\]\s*/gm, ''), files: [...files] };
}

/** Neither an address nor a place within a page or a site. */
function isFileName(url: string): boolean {
  return url !== '' && !/^([a-z][a-z0-9+.-]*:|[/#?])/i.test(url);
}

function nameIn(url: string): string {
  const bare = url.replace(/^\.\//, '').replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
