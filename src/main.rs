fn main() -> anyhow::Result<()> {
    use dossier::corpus::load::Input;
    let inputs: Vec<Input> = std::env::args_os()
        .skip(1)
        .map(|p| Input::Path(p.into()))
        .collect();
    let inputs = if inputs.is_empty() {
        vec![Input::Sample]
    } else {
        inputs
    };
    dossier::term::browse(dossier::term::Browse {
        inputs,
        name: "sample".into(),
        theme: dossier::ui::Theme::new(
            dossier::ui::theme::Depth::True,
            dossier::ui::theme::Background::Dark,
        ),
        threads: 2,
    })
}
