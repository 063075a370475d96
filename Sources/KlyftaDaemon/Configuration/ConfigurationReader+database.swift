import KlyftaSinks

extension ConfigurationReader {
    /// The words of `store:`.
    enum StoreWord: String, CaseIterable {
        case sqlite, postgresql
    }

    /// The database that the state is in; an empty answer is SQLite, `nil` that any of it is faulty.
    func database(_ root: KeyedReader) -> SharedDatabase?? {
        let word: StoreWord? = root.value("store", default: "sqlite", ConfigurationForms.choice)
        let isNamed = root.entry("postgresql") != nil
        switch word {
        case .sqlite:
            guard isNamed else { return .some(nil) }
            root.refuse(
                "'postgresql' is there, but the state is kept in SQLite", at: "postgresql",
                remedy: "write 'store: postgresql' too, or leave it out")
            return nil
        case .postgresql:
            guard isNamed else {
                root.miss("'postgresql'", form: "'postgresql: { address: postgresql://klyfta@db.example/klyfta }'")
                return nil
            }
            return root.map("postgresql", form: "'postgresql: { address: postgresql://klyfta@db.example/klyfta }'") {
                terms($0)
            }
        case nil: return nil
        }
    }

    private func terms(_ reader: KeyedReader) -> SharedDatabase? {
        let address = reader.required(
            "address", form: "'address: postgresql://klyfta@db.example/klyfta'", DatabaseForms.address)
        let schema = reader.value("schema", default: "klyfta", DatabaseForms.schema)
        let patience = reader.value("answer-within", default: "30s", DatabaseForms.patience)
        var isGood = true
        var password: Secret?
        if reader.entry("password") != nil {
            password = reader.optional("password", SinkForms.secret)
            isGood = password != nil
        }
        guard let address, let schema, let patience, isGood else { return nil }
        return SharedDatabase(address: address, schema: schema, password: password, patience: patience)
    }
}
