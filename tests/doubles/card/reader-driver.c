/* A reader driver for pcscd in front of vpcd's, which lies beside it as vpcd.so. Differences from vpcd alone: it is one
 * reader with one slot; each reader has its own copy of vpcd (which keeps its slots in one table a process); a card's coming
 * and going is told within some 10 ms, as a USB reader's interrupt pipe does, where pcscd itself would look each 400 ms; and
 * its plug can be pulled: while a file "unplugged" lies beside it, it no longer answers, as a driver whose device is gone.
 * Types and numbers are those of pcsc-lite's ifdhandler.h. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long DWORD;
typedef unsigned char UCHAR;
typedef struct { DWORD Protocol, Length; } SCARD_IO_HEADER;
enum { SUCCESS = 0, COMMUNICATION_ERROR = 612, TAG_SLOTS_NUMBER = 0x0FAE, TAG_POLLING_WITH_TIMEOUT = 0x0FB3, LOOK_EACH_MS = 10 };

static void beside(char *path, size_t size, const char *name) {
  Dl_info own;
  dladdr((void *)beside, &own);
  snprintf(path, size, "%.*s/%s", (int)(strrchr(own.dli_fname, '/') - own.dli_fname), own.dli_fname, name);
}

static void *vpcd(const char *function) {
  static void *library;
  char path[4096];
  if (!library) {
    beside(path, sizeof path, "vpcd.so");
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  }
  return library ? dlsym(library, function) : NULL;
}

static int unplugged(void) {
  char path[4096];
  beside(path, sizeof path, "unplugged");
  return access(path, F_OK) == 0;
}

/* pcscd asks from several threads and vpcd keeps no order of its own: one exchange with the card at a time. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

#define FORWARD(name, parameters, arguments)                        \
  long name parameters {                                            \
    long (*function) parameters = (long (*) parameters)vpcd(#name); \
    long result;                                                    \
    if (unplugged() || !function) return COMMUNICATION_ERROR;       \
    pthread_mutex_lock(&turn);                                      \
    result = function arguments;                                    \
    pthread_mutex_unlock(&turn);                                    \
    return result;                                                  \
  }

FORWARD(IFDHCreateChannel, (DWORD lun, DWORD channel), (lun, channel))
FORWARD(IFDHCreateChannelByName, (DWORD lun, char *name), (lun, name))
FORWARD(IFDHSetCapabilities, (DWORD lun, DWORD tag, DWORD length, UCHAR *value), (lun, tag, length, value))
FORWARD(IFDHSetProtocolParameters, (DWORD lun, DWORD protocol, UCHAR flags, UCHAR a, UCHAR b, UCHAR c), (lun, protocol, flags, a, b, c))
FORWARD(IFDHPowerICC, (DWORD lun, DWORD action, UCHAR *atr, DWORD *length), (lun, action, atr, length))
FORWARD(IFDHTransmitToICC,
        (DWORD lun, SCARD_IO_HEADER out, UCHAR *tx, DWORD tx_length, UCHAR *rx, DWORD *rx_length, SCARD_IO_HEADER *in),
        (lun, out, tx, tx_length, rx, rx_length, in))
FORWARD(IFDHControl, (DWORD lun, DWORD code, UCHAR *tx, DWORD tx_length, UCHAR *rx, DWORD rx_length, DWORD *returned),
        (lun, code, tx, tx_length, rx, rx_length, returned))
FORWARD(IFDHICCPresence, (DWORD lun), (lun))

/* Also when unplugged: pcscd closes what it has removed. */
long IFDHCloseChannel(DWORD lun) {
  long (*function)(DWORD) = (long (*)(DWORD))vpcd("IFDHCloseChannel");
  return function ? function(lun) : SUCCESS;
}

/* Returns when a card has come or gone, or after timeout milliseconds. */
static long wait_for_movement(DWORD lun, int timeout) {
  long before = IFDHICCPresence(lun);
  for (int waited = 0; waited < timeout && IFDHICCPresence(lun) == before; waited += LOOK_EACH_MS) usleep(1000 * LOOK_EACH_MS);
  return SUCCESS;
}

long IFDHGetCapabilities(DWORD lun, DWORD tag, DWORD *length, UCHAR *value) {
  long (*function)(DWORD, DWORD, DWORD *, UCHAR *) = (long (*)(DWORD, DWORD, DWORD *, UCHAR *))vpcd("IFDHGetCapabilities");
  if (tag == TAG_SLOTS_NUMBER && *length >= 1) {
    *length = 1;
    *value = 1;
    return SUCCESS;
  }
  if (tag == TAG_POLLING_WITH_TIMEOUT && *length >= sizeof(void *)) {
    long (*wait)(DWORD, int) = wait_for_movement;
    *length = sizeof wait;
    memcpy(value, &wait, sizeof wait);
    return SUCCESS;
  }
  return function ? function(lun, tag, length, value) : COMMUNICATION_ERROR;
}
