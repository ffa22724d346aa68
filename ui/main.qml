// The caption window: state and looks above, captions in the middle, controls below.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "captions"
import "glossary"
import "shared"
import "theme"

ApplicationWindow {
    id: window

    required property var session
    required property var preferences
    required property var glossary
    required property var corrections
    required property var texts

    readonly property bool editing: window.glossary.open
    readonly property bool writing: window.editing || stage.editing

    property int visibilityBefore: Window.Windowed

    function toggleFullScreen() {
        if (window.visibility === Window.FullScreen) {
            window.visibility = window.visibilityBefore
        } else {
            window.visibilityBefore = window.visibility
            window.visibility = Window.FullScreen
        }
    }

    width: Math.min(1366, Screen.desktopAvailableWidth)
    height: Math.min(768, Screen.desktopAvailableHeight)
    minimumWidth: 1024
    minimumHeight: 600
    visible: true
    title: texts.title
    color: Theme.background

    Binding {
        target: Theme
        property: "name"
        value: window.preferences.theme
    }

    Shortcut {
        sequence: "Space"
        enabled: !controls.popupOpen && !window.writing
        onActivated: window.session.toggle()
    }
    Shortcut {
        // Where plus and equals lie differs between keyboards.
        sequences: ["Ctrl++", "Ctrl+=", "Ctrl+;"]
        onActivated: window.preferences.enlarge()
    }
    Shortcut {
        sequence: "Ctrl+-"
        onActivated: window.preferences.reduce()
    }
    Shortcut {
        sequence: "Ctrl+L"
        enabled: !window.editing
        onActivated: window.session.clear()
    }
    Shortcut {
        sequence: "F2"
        enabled: !window.writing
        onActivated: window.corrections.editLast()
    }
    Shortcut {
        sequence: "F3"
        enabled: !window.writing
        onActivated: window.corrections.showLast()
    }
    Shortcut {
        sequence: "F11"
        onActivated: window.toggleFullScreen()
    }
    Shortcut {
        sequence: "Esc"
        enabled: window.visibility === Window.FullScreen && !controls.popupOpen && !window.editing
            && !stage.telling
        onActivated: window.toggleFullScreen()
    }

    Shortcut {
        sequence: "Esc"
        enabled: stage.telling
        onActivated: window.corrections.hide()
    }
    Shortcut {
        sequence: "Esc"
        enabled: window.editing
        onActivated: window.glossary.back()
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        // Behind the page nothing takes keys; captions go on.
        enabled: !window.editing

        TopBar {
            id: bar
            Layout.fillWidth: true
            session: window.session
            preferences: window.preferences
            texts: window.texts
            fullScreen: window.visibility === Window.FullScreen
            onFullScreenToggled: window.toggleFullScreen()
            onGlossaryWanted: window.glossary.show()
        }

        Notices {
            Layout.fillWidth: true
            Layout.margins: Theme.gap
            Layout.bottomMargin: Theme.gapSmall
            visible: some
            session: window.session
            preferences: window.preferences
            texts: window.texts
            onSamplesWanted: controls.offerSamples()
        }

        CaptionStage {
            id: stage
            Layout.fillWidth: true
            Layout.fillHeight: true
            captions: window.session.captions
            corrections: window.corrections
            texts: window.texts
            fontSize: window.preferences.fontSize
            hint: window.texts["hint_" + window.session.state]
        }

        Banner {
            objectName: "offer"
            Layout.fillWidth: true
            Layout.margins: Theme.gapSmall
            message: window.corrections.offer
            action: window.corrections.offerKnown ? window.texts.offer_see : window.texts.offer_add
            secondAction: window.corrections.offerKnown ? "" : window.texts.offer_alias
            closing: window.texts.close_notice
            onActed: window.corrections.addTerm()
            onActedSecond: window.corrections.addAlias()
            onClosed: window.corrections.dismissOffer()
        }

        ControlBar {
            id: controls
            Layout.fillWidth: true
            session: window.session
            texts: window.texts
        }
    }

    Loader {
        id: page

        anchors.fill: parent
        active: false
        visible: window.editing
        sourceComponent: GlossaryPage {
            editor: window.glossary
            session: window.session
            texts: window.texts
        }
    }

    Connections {
        target: window.glossary
        function onOpenChanged() {
            if (window.glossary.open) {
                page.active = true
                page.item.takeFocus()
            } else {
                bar.glossaryButton.forceActiveFocus(Qt.TabFocusReason)
            }
        }
    }
}
