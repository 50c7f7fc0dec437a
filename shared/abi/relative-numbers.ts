import type { IpHeader } from './packet-ip.ts';
import type { TcpSegment } from './packet-tcp.ts';

interface Conversation {
  /** The number that counts as 0, by direction: `src:sport`. */
  readonly base: Map<string, number>;
}

const wrap = (number: number): number => ((number % 0x1_0000_0000) + 0x1_0000_0000) % 0x1_0000_0000;

/**
 * Sequence and acknowledgment numbers relative to each direction's first, as Wireshark shows them (packet-tcp.c): a SYN
 * counts as 0; a direction first seen without one begins at 1; a SYN with another number starts a new conversation.
 * Packets must be shown to it in the order in which they were sent; each conversation keeps two numbers.
 */
export class RelativeNumbers {
  readonly #conversations = new Map<string, Conversation>();

  relate(ip: IpHeader, tcp: TcpSegment): { readonly seq: number; readonly ack?: number } {
    const sender = `${ip.src}:${tcp.sport}`;
    const receiver = `${ip.dst}:${tcp.dport}`;
    const key = sender < receiver ? `${sender} ${receiver}` : `${receiver} ${sender}`;
    const syn = tcp.flags.includes('SYN');
    const ack = tcp.flags.includes('ACK');
    let conversation = this.#conversations.get(key);
    const known = conversation?.base.get(sender);
    if (conversation === undefined || (syn && !ack && known !== undefined && known !== tcp.rawSeq)) {
      conversation = { base: new Map() };
      this.#conversations.set(key, conversation);
    }
    const { base } = conversation;
    if (!base.has(sender)) base.set(sender, syn ? tcp.rawSeq : wrap(tcp.rawSeq - 1));
    if (ack && !base.has(receiver)) base.set(receiver, wrap(tcp.rawAck - 1));
    const seq = wrap(tcp.rawSeq - (base.get(sender) ?? 0));
    return ack ? { seq, ack: wrap(tcp.rawAck - (base.get(receiver) ?? 0)) } : { seq };
  }
}
