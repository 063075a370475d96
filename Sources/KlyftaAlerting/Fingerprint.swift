import KlyftaDivide

/// FNV-1a, 64 bits, as 16 hexadecimal digits: a short stable name for a set of labels.
///
/// Alertmanager names an alert by the same function over the same bytes (each label's name and value followed by
/// 0xFF, in order of name), so the id in our files is the id an operator sees there.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// The fingerprint of labels.
    package init(of labels: [String: String]) {
        var hash = ContentHash()
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) {
            hash.add(name)
            hash.add(value)
        }
        description = hash.digits
    }
}
