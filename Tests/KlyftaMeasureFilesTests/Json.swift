/// Any JSON value, with numbers and flags told apart.
enum Json: Decodable, Equatable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([Json])
    case object([String: Json])

    init(from decoder: any Decoder) throws {
        if let keys = try? decoder.container(keyedBy: Key.self) {
            let pairs = try keys.allKeys.map { ($0.stringValue, try keys.decode(Json.self, forKey: $0)) }
            self = .object(Dictionary(uniqueKeysWithValues: pairs))
            return
        }
        if var list = try? decoder.unkeyedContainer() {
            var values: [Json] = []
            while !list.isAtEnd { values.append(try list.decode(Json.self)) }
            self = .list(values)
            return
        }
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try value.decode(String.self))
        }
    }

    subscript(key: String) -> Json? {
        if case .object(let fields) = self { fields[key] } else { nil }
    }

    var number: Double? {
        if case .number(let value) = self { value } else { nil }
    }

    var text: String? {
        if case .text(let value) = self { value } else { nil }
    }

    var fields: [String: Json] {
        if case .object(let fields) = self { fields } else { [:] }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
