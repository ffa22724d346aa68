// The caption window: state and looks above, captions in the middle, controls below.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "captions"
import "shared"
import "theme"

ApplicationWindow {
    id: window

    required property var session
    required property var preferences
    required property var texts

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
        enabled: !controls.popupOpen
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
        onActivated: window.session.clear()
    }
    Shortcut {
        sequence: "F11"
        onActivated: window.toggleFullScreen()
    }
    Shortcut {
        sequence: "Esc"
        enabled: window.visibility === Window.FullScreen && !controls.popupOpen
        onActivated: window.toggleFullScreen()
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TopBar {
            Layout.fillWidth: true
            session: window.session
            preferences: window.preferences
            texts: window.texts
            fullScreen: window.visibility === Window.FullScreen
            onFullScreenToggled: window.toggleFullScreen()
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

        CaptionView {
            objectName: "captionView"
            Layout.fillWidth: true
            Layout.fillHeight: true
            captions: window.session.captions
            texts: window.texts
            fontSize: window.preferences.fontSize
            hint: window.texts["hint_" + window.session.state]
        }

        ControlBar {
            id: controls
            Layout.fillWidth: true
            session: window.session
            texts: window.texts
        }
    }
}
