/// Whom to name beside a figure. Raw and derived figures differ, and not by courtesy: SSB's licence asks for credit
/// for derived figures too, while Kolada and SCB forbid being named as the source of what others computed.
public struct Attribution: Hashable, Sendable {
    /// The caption of values as the office published them.
    public let raw: String
    /// The caption of what Klyfta computed from them.
    public let derived: String

    /// The two captions.
    public init(raw: String, derived: String) {
        self.raw = raw
        self.derived = derived
    }
}
