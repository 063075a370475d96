import Foundation

/// Brings in the bytes of the configuration file and its drop-ins.
enum ConfigurationFiles {
    /// A thousand rules take a tenth of it; whatever is longer is some other file.
    private static let limit = 1 << 20

    /// The texts of the file and of its drop-ins, in the order in which they are laid over each other.
    static func texts(of path: String, into report: ConfigurationReport) -> [ConfigurationText] {
        let paths = [path] + dropIns(of: path, into: report)
        return paths.enumerated().compactMap { order, path in
            bytes(of: path, order: order, into: report).flatMap {
                text(of: $0, named: path, order: order, into: report)
            }
        }
    }

    /// By the bytes of their names, as `LC_ALL=C ls` lists them: no locale may change who has the last word.
    private static func dropIns(of path: String, into report: ConfigurationReport) -> [String] {
        let directory = path + ".d"
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
                .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                .map { "\(directory)/\($0)" }
        } catch CocoaError.fileReadNoSuchFile {
            return []
        } catch {
            report.giveUp(on: unreadable(directory, order: 1, error))
            return []
        }
    }

    private static func bytes(of path: String, order: Int, into report: ConfigurationReport) -> [UInt8]? {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            report.giveUp(
                on: ConfigurationFault(
                    atFile: path, order: order, "it is a directory", remedy: "name the file that is meant"))
            return nil
        }
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            // Read to one byte beyond the limit, and no further: the path may lead to something without an end.
            return [UInt8](try file.read(upToCount: limit + 1) ?? Data())
        } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
            report.giveUp(on: absent(path, order: order))
            return nil
        } catch {
            report.giveUp(on: unreadable(path, order: order, error))
            return nil
        }
    }

    private static func absent(_ path: String, order: Int) -> ConfigurationFault {
        ConfigurationFault(
            atFile: path, order: order, "there is no such file",
            remedy: order == 0
                ? "make one with 'klyfta init', or name another with --config"
                : "put back what it leads to, or remove it")
    }

    private static func unreadable(_ path: String, order: Int, _ error: any Error) -> ConfigurationFault {
        ConfigurationFault(
            atFile: path, order: order, "it cannot be read (\(error.localizedDescription))",
            remedy: "let the user that runs klyfta read it")
    }

    /// The text that the bytes of a file spell.
    static func text(
        of bytes: [UInt8], named name: String, order: Int, into report: ConfigurationReport
    ) -> ConfigurationText? {
        guard bytes.count <= limit else {
            report.giveUp(
                on: ConfigurationFault(
                    atFile: name, order: order, "it is longer than 1 MiB",
                    remedy: "check that this is the configuration of klyfta"))
            return nil
        }
        let text = ConfigurationText(String(decoding: bytes, as: UTF8.self), name: name, order: order)
        guard String(validating: bytes, as: UTF8.self) == nil else { return text }
        report.giveUp(on: wrongEncoding(bytes, text))
        return nil
    }

    /// The repaired text has a replacement character where the first wrong byte stood.
    private static func wrongEncoding(_ bytes: [UInt8], _ text: ConfigurationText) -> ConfigurationFault {
        let index = text.scalars.firstIndex(of: "\u{FFFD}") ?? 0
        let (line, column) = text.position(of: index)
        return ConfigurationFault(
            at: ConfigurationOrigin(text: text, line: line, column: column, length: 1),
            "this is not UTF-8", remedy: "save the file as UTF-8")
    }
}
