/// A whole number; one with a fraction is told with its place, which the decoder itself does not do.
struct Whole: Decodable {
    let value: Int
    /// The number as a seed.
    var bits: UInt64 { UInt64(bitPattern: Int64(value)) }

    init(from decoder: any Decoder) throws {
        let number = try decoder.singleValueContainer().decode(Double.self)
        guard let value = Int(exactly: number) else {
            throw DecodingError.typeMismatch(
                Whole.self, .init(codingPath: decoder.codingPath, debugDescription: "not a whole number"))
        }
        self.value = value
    }
}
