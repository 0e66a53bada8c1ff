import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { SOFTHSM_MODULE } from '../../doubles/card/softhsm.ts';

/** Places in CK_FUNCTION_LIST (PKCS#11 v2.40), counted from the version, which takes the first. */
const PLACES = {
  ...{
    C_Initialize: 1,
    C_Finalize: 2,
    C_GetInfo: 3,
    C_GetSlotList: 5,
    C_GetTokenInfo: 7,
    C_GetMechanismList: 8,
    C_GetMechanismInfo: 9,
    C_InitPIN: 11,
    C_SetPIN: 12,
    C_OpenSession: 13,
    C_GetSessionInfo: 16,
  },
  ...{ C_Login: 19, C_GetAttributeValue: 25, C_FindObjects: 28, C_DecryptInit: 34, C_Decrypt: 35, C_SignInit: 43, C_Sign: 44 },
  ...{ C_DeriveKey: 63, C_WaitForSlotEvent: 68 },
} as const;
export type Replaceable = keyof typeof PLACES;

/** SoftHSM2 with one function that goes wrong, for as long as the file `on` exists. `what`: C, before the real function is called. */
export function badModule(path: string, on: string, when: Replaceable, what: string): string {
  return shimModule(path, { [when]: `if (access("${on}", F_OK) == 0) { ${what} } return CALL;` });
}

/**
 * SoftHSM2 with functions of our own before its own. Each body is C: its arguments are the words a to f, REAL is SoftHSM2's function,
 * CALL that function with these arguments. `of`: another module in SoftHSM2's place. Returns the module's path.
 */
export function shimModule(
  path: string,
  bodies: Readonly<Partial<Record<Replaceable, string>>>,
  helpers = '',
  of = SOFTHSM_MODULE,
): string {
  const names = Object.entries(bodies);
  const own = names.map(
    ([name, body]) => `static word (*real_${name})();
static word own_${name}(word a, word b, word c, word d, word e, word f) {
  ${body.replaceAll('CALL', 'REAL(a, b, c, d, e, f)').replaceAll('REAL', `real_${name}`)}
}`,
  );
  const put = names.map(([name]) => {
    const place = PLACES[name as Replaceable];
    return `real_${name} = (word (*)())real[${place}]; list[${place}] = (void *)own_${name};`;
  });
  const source = `#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
typedef unsigned long word;
static void *list[80];
${helpers}
${own.join('\n')}
word C_GetFunctionList(void **out) {
  void **real;
  word (*get)(void **) = (word (*)(void **))dlsym(dlopen("${of}", RTLD_NOW), "C_GetFunctionList");
  word rv = get((void **)&real);
  memcpy(list, real, 69 * sizeof(void *));
  ${put.join('\n  ')}
  *out = list;
  return rv;
}
`;
  writeFileSync(`${path}.c`, source);
  execFileSync('cc', ['-shared', '-fPIC', '-o', `${path}.so`, `${path}.c`, '-ldl']);
  return `${path}.so`;
}
