/// Yes or no, as `true` and `false` or as 1 and 0.
struct Flag: Decodable {
    let isSet: Bool

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            isSet = flag
            return
        }
        guard let number = try? container.decode(Double.self), number == 0 || number == 1 else {
            throw DecodingError.typeMismatch(
                Flag.self, .init(codingPath: decoder.codingPath, debugDescription: "neither true or false nor 1 or 0"))
        }
        isSet = number == 1
    }
}
