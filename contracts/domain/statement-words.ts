import type { Statement } from './statement.ts';

// The wordings that are signed: law and form MG11, no language of the window's.

/** Criminal Justice Act 1967, s. 9(2)(b), with the number of pages that the form adds. */
export const declarationOf = (pages: number): string =>
  `This statement, consisting of ${pages} ${pages === 1 ? 'page' : 'pages'} each signed by me, is true to the best of my knowledge and belief and I make it knowing that, if it is tendered in evidence, I shall be liable to prosecution if I have wilfully stated in it anything which I know to be false, or do not believe to be true.`;

/** What whoever read it over declares (s. 9(3)(b) of the Act, of a witness who cannot read); undefined where the witness read it. */
export const readerDeclarationOf = (reader: Pick<Statement['reader'], 'kind'> & { readonly language?: string }): string | undefined => {
  switch (reader.kind) {
    case 'witness':
      return undefined;
    case 'officer':
      return 'I read this statement over to the person making it before it was signed, and I made no change that they did not ask for.';
    case 'interpreter':
      return `I read this statement over in ${reader.language ?? ''} to the person making it before it was signed, truly and to the best of my skill, and I made no change that they did not ask for.`;
  }
};

/** What the signature of its PDF says, shown by readers of PDF. `hash`: SHA-256 of the statement in the package (`readPackage`), in hexadecimal. */
export const signatureReason = (hash: string): string => `Witness statement, SHA-256 ${hash}`;

/** "Piotr FAIRCLOUGH". */
export const formName = ({ forenames, surname }: Pick<Statement['witness'], 'forenames' | 'surname'>): string =>
  `${forenames} ${surname.toLocaleUpperCase('en-GB')}`;

/** The form's box "Age if under 18". */
export const formAge = (age: number | undefined): string => (age === undefined ? 'Over 18' : String(age));
