/// FNV-1a, 64 bits, as 16 hexadecimal digits: a short stable name for a set of labels.
///
/// Alertmanager names an alert by the same function over the same bytes (each label's name and value followed by
/// 0xFF, in order of name), so the id in our files is the id an operator sees there.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// The fingerprint of labels.
    package init(of labels: [String: String]) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) {
            for text in [name, value] {
                text.utf8.forEach(mix)
                mix(0xff)
            }
        }
        let digits = String(hash, radix: 16)
        description = String(repeating: "0", count: 16 - digits.count) + digits
    }
}
