/** What a person types to check or to fetch a file. Names stand in quotes: they may hold spaces, and quotes themselves. */

interface NamedFile {
  readonly file: string;
  readonly sha256: string;
}

/** For a shell on Linux or macOS: `sha256sum` says OK, or FAILED. */
export function sha256sumCommand({ file, sha256 }: NamedFile): string {
  return `echo ${shellQuoted(`${sha256}  ${file}`)} | sha256sum --check`;
}

/** For PowerShell: True, or False. */
export function powershellCommand({ file, sha256 }: NamedFile): string {
  return `(Get-FileHash -Algorithm SHA256 -LiteralPath ${powershellQuoted(file)}).Hash -eq '${sha256}'`;
}

/** Goes on with what is there already; the token of a machine comes from the environment, not into the shell's history. */
export function curlCommand(url: string, file: string): string {
  return `curl --fail --location --continue-at - --header "Authorization: Bearer $KABINET_TOKEN" --output ${shellQuoted(file)} ${shellQuoted(url)}`;
}

/** By a link that needs no token. */
export function wgetCommand(url: string, file: string): string {
  return `wget --continue --output-document=${shellQuoted(file)} ${shellQuoted(url)}`;
}

/** With the vendor's public key (PEM), for the list of digests and then for the files beside it. */
export function signatureCommand(keyFile: string): string {
  return `openssl pkeyutl -verify -rawin -pubin -inkey ${shellQuoted(keyFile)} -sigfile SHA256SUMS.sig -in SHA256SUMS && sha256sum --check --ignore-missing SHA256SUMS`;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function powershellQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
