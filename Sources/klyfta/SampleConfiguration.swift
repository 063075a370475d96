/// The configuration that `klyfta sample` prints and `klyfta demo` plays with: klyfta.yaml beside this file.
enum SampleConfiguration {
    static let text = String(decoding: PackageResources.klyfta_yaml, as: UTF8.self)
}
