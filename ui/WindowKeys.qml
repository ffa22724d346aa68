// What keys do, whatever has the focus. Space and Enter as turns are heard elsewhere: they can be held.
import QtQuick

Item {
    id: keys

    required property var window
    readonly property bool sizing: !window.starting && !window.eventful && !window.covered

    Shortcut {
        sequence: "Space"
        enabled: !keys.window.busy && !keys.window.turnsByKey
        onActivated: keys.window.session.toggle()
    }
    Shortcut {
        sequence: "F4"
        enabled: keys.window.talking && !keys.window.writing
        onActivated: keys.window.desk.confirmNext()
    }
    Shortcut {
        sequence: "F6"
        enabled: keys.window.trust.suggesting && !keys.window.writing
        onActivated: keys.window.trust.take()
    }
    Shortcut {
        sequence: "F7"
        enabled: keys.window.talking && !keys.window.writing
        onActivated: keys.window.trust.read()
    }
    Shortcut {
        sequence: "F9"
        enabled: keys.window.handing && !keys.window.writing
        onActivated: keys.window.handed = !keys.window.handed
    }
    Shortcut {
        sequence: "F5"
        enabled: keys.window.talking && !keys.window.covered && !keys.window.handed
        onActivated: {
            keys.window.phrases.toggle()
            keys.window.focusPhrases()
        }
    }
    Shortcut {
        sequence: "Esc"
        enabled: keys.window.phrases.open && !keys.window.covered && !keys.window.choosing && !keys.window.telling
        onActivated: keys.window.phrases.back()
    }
    Shortcut {
        sequence: "F8"
        enabled: (keys.window.talking || keys.window.hearing) && !keys.window.writing
        onActivated: keys.window.desk.nextPerson()
    }
    Shortcut {
        // Where plus and equals lie differs between keyboards.
        sequences: ["Ctrl++", "Ctrl+=", "Ctrl+;"]
        enabled: keys.sizing
        onActivated: keys.window.preferences.enlarge()
    }
    Shortcut {
        sequence: "Ctrl+-"
        enabled: keys.sizing
        onActivated: keys.window.preferences.reduce()
    }
    Shortcut {
        sequence: "Ctrl+L"
        // What was said at an event is still to be saved.
        enabled: !keys.window.covered && !keys.window.eventful
        onActivated: keys.window.session.clear()
    }
    Shortcut {
        sequence: "F2"
        enabled: !keys.window.writing && keys.window.captioning
        onActivated: keys.window.corrections.editLast()
    }
    Shortcut {
        sequence: "F3"
        enabled: !keys.window.writing && keys.window.captioning
        onActivated: keys.window.corrections.showLast()
    }
    Shortcut {
        sequence: "F11"
        onActivated: keys.window.toggleFullScreen()
    }
    Shortcut {
        sequence: "Esc"
        enabled: keys.window.visibility === Window.FullScreen && !keys.window.choosing && !keys.window.covered
            && !keys.window.telling && !keys.window.phrases.open && !keys.window.operating
        onActivated: keys.window.toggleFullScreen()
    }

    Shortcut {
        sequence: "Esc"
        enabled: keys.window.telling
        onActivated: keys.window.corrections.hide()
    }
    Shortcut {
        sequence: "Esc"
        enabled: keys.window.editing
        onActivated: keys.window.glossary.back()
    }
    Shortcut {
        sequence: "F10"
        enabled: !keys.window.writing
        onActivated: keys.window.pages.openSettings()
    }
}
