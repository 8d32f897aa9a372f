/** How a bill of materials is written, by the names that the standards recommend; undefined for a name that says nothing. */
export function sbomFormat(file: string): 'CycloneDX' | 'SPDX' | undefined {
  // CycloneDX: bom.json, bom.xml, *.cdx.json, *.cdx.xml. SPDX: *.spdx, *.spdx.json, *.spdx.yaml, *.spdx.rdf.xml.
  if (/(^|\.)(cdx|cyclonedx)\.(json|xml)$|^bom\.(json|xml)$/i.test(file)) return 'CycloneDX';
  return /\.spdx(\.(json|jsonld|ya?ml|xml|rdf|rdf\.xml))?$/i.test(file) ? 'SPDX' : undefined;
}
