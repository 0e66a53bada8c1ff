/* Says once, on standard output, where each kind of IP packet that arrives on the named interface wants to go: "tcp 198.18.0.1 8443".
 * ARP is left out: the kernel asks it by itself. Says "ready" when nothing can be missed any more. */
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define REMEMBERED 1024

static char seen[REMEMBERED][96];
static int seen_count = 0;

static void say(const char *line) {
  for (int i = 0; i < seen_count; i += 1)
    if (strcmp(seen[i], line) == 0) return;
  if (seen_count < REMEMBERED) snprintf(seen[seen_count++], sizeof seen[0], "%s", line);
  puts(line);
  fflush(stdout);
}

static const char *name_of(int protocol) {
  return protocol == 6 ? "tcp" : protocol == 17 ? "udp" : protocol == 1 || protocol == 58 ? "icmp" : "other";
}

/* Destination port of TCP and UDP, 0 of anything else. */
static int port_of(const unsigned char *packet, long length, int protocol, long header) {
  if ((protocol != 6 && protocol != 17) || length < header + 4) return 0;
  return packet[header + 2] << 8 | packet[header + 3];
}

int main(int count, char **arguments) {
  if (count != 2) return 64;
  int listener = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL));
  struct sockaddr_ll place = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = if_nametoindex(arguments[1])};
  if (listener < 0 || place.sll_ifindex == 0 || bind(listener, (struct sockaddr *)&place, sizeof place) != 0) {
    perror("packets");
    return 1;
  }
  say("ready");
  for (;;) {
    unsigned char packet[256];
    struct sockaddr_ll from;
    socklen_t size = sizeof from;
    long length = recvfrom(listener, packet, sizeof packet, 0, (struct sockaddr *)&from, &size);
    if (length < 0) return 1;
    if (from.sll_pkttype == PACKET_OUTGOING || ntohs(from.sll_protocol) == ETH_P_ARP) continue;
    char address[INET6_ADDRSTRLEN] = "?", line[96];
    int protocol = 0, port = 0;
    if (ntohs(from.sll_protocol) == ETH_P_IP && length >= 20) {
      protocol = packet[9];
      inet_ntop(AF_INET, packet + 16, address, sizeof address);
      port = port_of(packet, length, protocol, (packet[0] & 15) * 4);
    } else if (ntohs(from.sll_protocol) == ETH_P_IPV6 && length >= 40) {
      protocol = packet[6];
      inet_ntop(AF_INET6, packet + 24, address, sizeof address);
      port = port_of(packet, length, protocol, 40);
    }
    snprintf(line, sizeof line, "%s %s %d", name_of(protocol), address, port);
    say(line);
  }
}
